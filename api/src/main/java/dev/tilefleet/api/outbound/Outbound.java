package dev.tilefleet.api.outbound;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Calls URLs that users gave, so far as {@link OutboundConfig} lets them lead.
 *
 * <p>All failures are {@link ProblemException}s for the user: {@code url-not-allowed} where nothing was sent, {@code
 * url-unavailable} where the other side is away, too slow, or answers otherwise than it should. No redirect is followed and
 * no proxy used, whatever the environment says. Each exchange has a connection of its own, so that none outlives the check
 * of its address.
 */
public final class Outbound {
    /** A host with more addresses has its first ones tried. */
    private static final int ADDRESSES_TRIED = 4;
    /** For one address and host; who waits for a connection still has its time. */
    private static final int CONNECTIONS = 64;

    private final Vertx vertx;
    private final OutboundConfig config;
    private final Guard guard;
    private final HttpClient client;

    public Outbound(Vertx vertx, OutboundConfig config) {
        this(vertx, config, Resolver.of(vertx), UnaryOperator.identity());
    }

    /** @param but changes the client's options */
    Outbound(Vertx vertx, OutboundConfig config, Resolver resolver, UnaryOperator<HttpClientOptions> but) {
        this.vertx = vertx;
        this.config = config;
        this.guard = new Guard(config, resolver);
        this.client = vertx.createHttpClient(
                but.apply(new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setVerifyHost(true)
                        .setTrustAll(false)
                        .setDecompressionSupported(false)
                        .setKeepAlive(false)),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /**
     * The head of what another service answered.
     *
     * @param status any; a redirect, too, is an answer and not followed
     * @param retryAfter that header as it came
     * @param body its begin
     */
    public record Answer(int status, Optional<String> retryAfter, Buffer body) {}

    /**
     * The URL that a user wrote.
     *
     * @throws ProblemException {@code url-not-allowed} if it is none
     */
    public static URI parse(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw Refusals.malformed("The URL cannot be read.");
        }
    }

    /** Looks at a URL that will be called later; fails with {@code url-not-allowed} if it would not be called now. */
    public Future<Void> check(URI uri) {
        return begin(
                config.connectTimeout(),
                exchange -> exchange.within(guard.admit(uri)).<Void>mapEmpty().onComplete(_ -> exchange.end()));
    }

    /**
     * What the URL gives, once its head is here and good: status 200 and no more bytes than the limit announced.
     *
     * @param limit on the body
     */
    public Future<Download> get(URI uri, ByteSize limit) {
        return begin(
                config.downloadTimeout(),
                exchange -> exchange.within(open(exchange, uri, HttpMethod.GET)
                                .compose(request -> head(
                                        request.putHeader("Accept", "image/tiff, */*;q=0.5")
                                                .send(),
                                        uri)))
                        .compose(answer -> download(exchange, answer, limit, uri))
                        .onFailure(_ -> exchange.abandon()));
    }

    private static Future<Download> download(Exchange exchange, HttpClientResponse answer, ByteSize limit, URI uri) {
        int status = answer.statusCode();
        if (status != 200) {
            return Future.failedFuture(status / 100 == 3 ? Refusals.redirect(status) : Refusals.status(status));
        }
        if (Download.length(answer).orElse(0) > limit.bytes()) {
            return Future.failedFuture(Refusals.tooLarge(limit));
        }
        return Future.succeededFuture(Download.of(answer, new BoundedBody(answer, exchange, limit, uri.getHost())));
    }

    /**
     * Sends a body and gives the answer, whatever its status is.
     *
     * @param headers beside those that every request has
     */
    public Future<Answer> post(URI uri, MultiMap headers, Buffer body) {
        return begin(
                config.postTimeout(),
                exchange -> exchange.within(open(exchange, uri, HttpMethod.POST).compose(request -> {
                            request.headers().addAll(headers);
                            return head(request.send(body), uri);
                        }))
                        .compose(answer ->
                                new AnswerBegin(answer, exchange).read().map(begin -> answer(answer, begin)))
                        .onFailure(_ -> exchange.abandon()));
    }

    private static Answer answer(HttpClientResponse answer, Buffer begin) {
        return new Answer(answer.statusCode(), Optional.ofNullable(answer.getHeader("Retry-After")), begin);
    }

    /**
     * All of it on one event loop, whoever calls. From another thread each step would hear of the one before by a task of
     * its own, and a short answer would be over before anybody reads it.
     */
    private <T> Future<T> begin(Duration time, Function<Exchange, Future<T>> steps) {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(_ -> steps.apply(new Exchange(vertx, time)).onComplete(promise));
        return promise.future();
    }

    private Future<HttpClientRequest> open(Exchange exchange, URI uri, HttpMethod method) {
        return guard.admit(uri)
                .compose(destination -> connect(exchange, destination, method, 0))
                .onSuccess(exchange::carry)
                .map(request -> request.putHeader("User-Agent", "Tilefleet").putHeader("Accept-Encoding", "identity"));
    }

    /** To the first address that takes a connection. */
    private Future<HttpClientRequest> connect(
            Exchange exchange, Destination destination, HttpMethod method, int address) {
        int next = address + 1;
        boolean last = next == Math.min(ADDRESSES_TRIED, destination.addresses().size());
        return client.request(destination.request(method, address, config.connectTimeout()))
                .recover(_ -> last || exchange.isOver()
                        ? Future.failedFuture(
                                Refusals.unreachable(destination.target().host()))
                        : connect(exchange, destination, method, next));
    }

    private static Future<HttpClientResponse> head(Future<HttpClientResponse> answer, URI uri) {
        // Whoever reads the body has a handler of his own; without any, Vert.x logs a broken body as a fault of ours.
        return answer.map(head -> head.pause().exceptionHandler(_ -> {}))
                .recover(_ -> Future.failedFuture(Refusals.brokenOff(uri.getHost())));
    }

    /** No more calls. */
    public Future<Void> close() {
        return client.close();
    }
}
