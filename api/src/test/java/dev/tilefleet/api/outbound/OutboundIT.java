package dev.tilefleet.api.outbound;

import static dev.tilefleet.api.outbound.TestingHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tilefleet.api.outbound.Outbound.Answer;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests to hosts that behave as hosts of others do. */
final class OutboundIT {
    private static final String ME = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    /** Enough for a head on a busy machine. */
    private static final String A_WHILE = "2s";

    private static final ByteSize LIMIT = ByteSize.parse("1MiB");

    private final Vertx vertx = Vertx.vertx();
    private final TestingResolver dns = new TestingResolver();
    private final List<Outbound> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        opened.forEach(outbound -> await(outbound.close()));
        await(vertx.close());
    }

    @Test
    void whatDnsSaysAfterTheCheckDoesNotMatter() {
        TestingHost good = host(ME, 0, answering("good"));
        TestingHost bad = host(OTHER, good.port(), answering("bad"));
        dns.with("rebinding.example.org", ME).with("rebinding.example.org", OTHER);
        Outbound outbound = outbound(good.port());
        URI url = URI.create("http://rebinding.example.org:%d/".formatted(good.port()));

        Buffer first = read(await(outbound.get(url, LIMIT)));
        Problem second = problem(outbound.get(url, LIMIT));

        assertThat(first.toString()).isEqualTo("good");
        assertThat(good.asked()).containsExactly("rebinding.example.org:" + good.port());
        assertThat(second.type()).isEqualTo(ProblemType.URL_NOT_ALLOWED);
        assertThat(bad.asked()).isEmpty();
        assertThat(dns.asked()).isEqualTo(2);
    }

    @Test
    void aHostIsReachedByWhicheverAddressTakesTheConnection() {
        TestingHost host = host(ME, 0, answering("here"));
        dns.with("two.example.org", "127.0.0.3", ME);

        Future<Download> download =
                outbound(host.port(), "ALLOW", "two.example.org").get(url("two.example.org", host), LIMIT);

        assertThat(read(await(download)).toString()).isEqualTo("here");
    }

    @Test
    void aNameThatThisMachineKnowsByItselfIsLookedUpAsAnyOther() {
        TestingHost host = host(ME, 0, answering("here"));
        Outbound outbound = new Outbound(
                vertx, TestingConfig.of("ALLOW", "127.0.0.1, ::1", "PORTS", Integer.toString(host.port())));
        opened.add(outbound);

        Future<Download> download = outbound.get(url("localhost", host), LIMIT);

        assertThat(read(await(download)).toString()).isEqualTo("here");
    }

    @Test
    void aDownloadTellsSizeAndTypeBeforeItsBytesCome() {
        TestingHost host = host(
                ME,
                0,
                request -> request.response()
                        .putHeader("Content-Type", "image/tiff")
                        .end("tile"));

        Download download = await(outbound(host.port()).get(url(ME, host), LIMIT));

        assertThat(download.length()).isEqualTo(OptionalLong.of(4));
        assertThat(download.mediaType()).isEqualTo(Optional.of("image/tiff"));
        assertThat(read(download).toString()).isEqualTo("tile");
    }

    @Test
    void aRedirectIsNoAnswerToADownload() {
        TestingHost inside = host(OTHER, 0, answering("secret"));
        TestingHost host = host(ME, 0, redirectingTo(inside));

        Problem problem = problem(outbound(host.port()).get(url(ME, host), LIMIT));

        assertThat(problem.type()).isEqualTo(ProblemType.URL_UNAVAILABLE);
        assertThat(problem.detail()).contains("302");
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void aRedirectOfAPostIsNotFollowed() {
        TestingHost inside = host(OTHER, 0, answering("secret"));
        TestingHost host = host(ME, 0, redirectingTo(inside));

        Answer answer = await(outbound(host.port()).post(url(ME, host), MultiMap.caseInsensitiveMultiMap(), body()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void anErrorIsNoTile() {
        TestingHost host =
                host(ME, 0, request -> request.response().setStatusCode(404).end());

        Problem problem = problem(outbound(host.port()).get(url(ME, host), LIMIT));

        assertThat(problem.type()).isEqualTo(ProblemType.URL_UNAVAILABLE);
        assertThat(problem.detail()).contains("404");
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsNotRead() {
        TestingHost host = host(
                ME,
                0,
                request -> request.response()
                        .putHeader("Content-Length", Long.toString(LIMIT.bytes() + 1))
                        .write("I"));

        Problem problem = problem(outbound(host.port()).get(url(ME, host), LIMIT));

        assertThat(problem.detail()).contains("larger than 1MiB");
        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() {
        TestingHost host = host(ME, 0, TestingHost::endlessly);
        Download download = await(outbound(host.port()).get(url(ME, host), LIMIT));

        Future<Buffer> body = collect(download);

        assertThat(problem(body).detail()).contains("larger than 1MiB");
        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aSlowBodyEndsWithItsTime() {
        TestingHost host = host(ME, 0, TestingHost::haltingly);
        Download download =
                await(outbound(host.port(), "DOWNLOAD_TIMEOUT", A_WHILE).get(url(ME, host), LIMIT));

        Future<Buffer> body = collect(download);

        assertThat(problem(body).detail()).contains("within");
        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aBodyThatNobodyReadsEndsWithItsTime() {
        TestingHost host = host(ME, 0, TestingHost::endlessly);

        await(outbound(host.port(), "DOWNLOAD_TIMEOUT", A_WHILE).get(url(ME, host), LIMIT));

        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aBodyThatNobodyWantsIsHungUpOn() {
        TestingHost host = host(ME, 0, TestingHost::endlessly);
        Download download = await(outbound(host.port()).get(url(ME, host), LIMIT));

        download.close();

        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aBodyThatBreaksOffFails() {
        TestingHost host = host(
                ME,
                0,
                request -> request.response()
                        .putHeader("Content-Length", "1000")
                        .write("half")
                        .onSuccess(_ -> request.connection().close()));

        Future<Buffer> body = outbound(host.port()).get(url(ME, host), LIMIT).compose(OutboundIT::collect);

        assertThat(problem(body).type()).isEqualTo(ProblemType.URL_UNAVAILABLE);
    }

    @Test
    void aSilentHostEndsWithItsTime() {
        TestingHost host = host(ME, 0, _ -> {});

        Problem problem =
                problem(outbound(host.port(), "DOWNLOAD_TIMEOUT", "300ms").get(url(ME, host), LIMIT));

        assertThat(problem.detail()).contains("within");
        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aHostThatTakesNoConnectionIsUnavailable() {
        Problem problem = problem(outbound(1).get(URI.create("http://127.0.0.1:1/"), LIMIT));

        assertThat(problem.type()).isEqualTo(ProblemType.URL_UNAVAILABLE);
        assertThat(problem.detail()).contains("cannot be connected to");
    }

    @Test
    void aPostCarriesItsHeadersAndItsAnswerTellsWhenToTryAgain() {
        TestingHost host = host(
                ME,
                0,
                request -> request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(503)
                                .putHeader("Retry-After", "120")
                                .end(request.method() + " " + request.getHeader("webhook-id") + " " + body)));

        Answer answer = await(outbound(host.port())
                .post(url(ME, host), MultiMap.caseInsensitiveMultiMap().add("webhook-id", "7"), body()));

        assertThat(answer).isEqualTo(new Answer(503, Optional.of("120"), Buffer.buffer("POST 7 news")));
    }

    @Test
    void anEndlessAnswerToAPostIsReadAtItsBeginOnly() {
        TestingHost host = host(ME, 0, TestingHost::endlessly);

        Answer answer = await(outbound(host.port()).post(url(ME, host), MultiMap.caseInsensitiveMultiMap(), body()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().length()).isEqualTo(4096);
        assertThat(host.isHungUp()).isTrue();
    }

    /** Each is over in a moment, and asked for by a thread that is no event loop. */
    @Test
    void aShortAnswerIsNeverOverBeforeItIsRead() {
        TestingHost host = host(ME, 0, answering("short"));
        Outbound outbound = outbound(host.port());

        for (int number = 0; number < 1_000; number++) {
            assertThat(read(await(outbound.get(url(ME, host), LIMIT))).toString())
                    .isEqualTo("short");
        }
    }

    @Test
    void aSlowAnswerToAPostCountsByItsStatus() {
        TestingHost host = host(ME, 0, TestingHost::haltingly);

        Answer answer = await(outbound(host.port(), "POST_TIMEOUT", A_WHILE)
                .post(url(ME, host), MultiMap.caseInsensitiveMultiMap(), body()));

        assertThat(answer).isEqualTo(new Answer(200, Optional.empty(), Buffer.buffer("I")));
        assertThat(host.isHungUp()).isTrue();
    }

    @Test
    void aCheckTellsBeforehand() {
        dns.with("example.org", "93.184.215.14");
        Outbound outbound = outbound(443);

        assertThat(problem(outbound.check(URI.create("https://10.0.0.1/"))).type())
                .isEqualTo(ProblemType.URL_NOT_ALLOWED);
        await(outbound.check(URI.create("https://example.org/")));
    }

    @Test
    void aProxyOfTheSurroundingsIsNotUsed() {
        TestingHost proxy = host(OTHER, 0, answering("proxied"));
        TestingHost host = host(ME, 0, answering("direct"));
        System.setProperty("http.proxyHost", OTHER);
        System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
        try {
            Buffer body = read(await(outbound(host.port()).get(url(ME, host), LIMIT)));

            assertThat(body.toString()).isEqualTo("direct");
            assertThat(proxy.asked()).isEmpty();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    private TestingHost host(String address, int port, Handler<HttpServerRequest> behaviour) {
        return new TestingHost(vertx, address, port, behaviour);
    }

    /** One for which only this machine's first address is opened, or what else is said. */
    private Outbound outbound(int port, String... more) {
        String[] settings = Stream.concat(
                        Stream.of("ALLOW", ME, "PORTS", Integer.toString(port), "CONNECT_TIMEOUT", "15s"),
                        Stream.of(more))
                .toArray(String[]::new);
        Outbound outbound = new Outbound(vertx, TestingConfig.of(settings), dns, UnaryOperator.identity());
        opened.add(outbound);
        return outbound;
    }

    private static URI url(String host, TestingHost at) {
        return URI.create("http://%s:%d/tile.tif".formatted(host, at.port()));
    }

    private static Buffer body() {
        return Buffer.buffer("news");
    }

    private static Handler<HttpServerRequest> answering(String body) {
        return request -> request.response().end(body);
    }

    private static Handler<HttpServerRequest> redirectingTo(TestingHost inside) {
        return request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://%s:%d/".formatted(OTHER, inside.port()))
                .end();
    }

    private static Buffer read(Download download) {
        return await(collect(download));
    }

    private static Future<Buffer> collect(Download download) {
        Buffer all = Buffer.buffer();
        Promise<Buffer> promise = Promise.promise();
        download.body()
                .exceptionHandler(promise::tryFail)
                .endHandler(_ -> promise.tryComplete(all))
                .handler(all::appendBuffer)
                .resume();
        return promise.future();
    }

    private static Problem problem(Future<?> future) {
        Throwable failure = catchThrowable(() -> await(future));
        assertThat(failure).isInstanceOf(CompletionException.class);
        return ((ProblemException) failure.getCause()).problem();
    }
}
