package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * An S3 store without a network: answers in the HTTP client's stead, and fails where it is told to.
 *
 * <p>A fault takes the next request it fits. The store is whatever the map holds, so a test may read or write it.
 */
final class TestingS3 implements Interceptor {
    static final StoreConfig CONFIG = new StoreConfig(
            URI.create("http://s3.test:9000"),
            "us-east-1",
            "tiles",
            new Secret("access"),
            new Secret("hidden"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final List<String> log = new ArrayList<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private boolean ignoresConditions;

    /** What goes wrong with one request: an answer in its stead, before or after it was carried out. */
    private record Fault(String method, boolean carriedOut, Answer answer) {}

    /** Either a response or no answer at all. */
    interface Answer {
        Response to(Request request) throws IOException;
    }

    S3TileStore store() {
        return store(new Backoff(4, Duration.ZERO, Duration.ofDays(1)));
    }

    S3TileStore store(Backoff backoff) {
        OkHttpClient http =
                Connections.to(CONFIG).newBuilder().addInterceptor(this).build();
        return new S3TileStore(CONFIG, http, backoff, backoff, () -> 0);
    }

    /** The next such request is carried out, but its answer is this one. */
    TestingS3 carriesOutBut(String method, Answer answer) {
        faults.add(new Fault(method, true, answer));
        return this;
    }

    /** The next such request is not carried out, and its answer is this one. */
    TestingS3 instead(String method, Answer answer) {
        faults.add(new Fault(method, false, answer));
        return this;
    }

    TestingS3 ignoringConditions() {
        ignoresConditions = true;
        return this;
    }

    static Answer lost(String message) {
        return _ -> {
            throw new IOException(message);
        };
    }

    static Answer error(int status, String code) {
        String document = "<Error><Code>%s</Code><Message>as told</Message></Error>".formatted(code);
        return request -> response(request, status, "application/xml", document.getBytes(UTF_8));
    }

    static Answer page(int status) {
        return request -> response(request, status, "text/html", "<html>Bad Gateway</html>".getBytes(UTF_8));
    }

    @Override
    public synchronized Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        log.add(request.method() + (request.header("If-None-Match") == null ? "" : " if none"));
        Predicate<Fault> fits = fault -> fault.method().equals(request.method());
        Fault fault = faults.stream().filter(fits).findFirst().orElse(null);
        if (fault == null) {
            return carryOut(request);
        }
        faults.remove(fault);
        if (fault.carriedOut()) {
            carryOut(request).close();
        }
        return fault.answer().to(request);
    }

    private Response carryOut(Request request) throws IOException {
        List<String> path = request.url().pathSegments();
        String key = String.join("/", path.subList(1, path.size()));
        return switch (request.method()) {
            case "PUT" -> put(request, key);
            case "GET" ->
                objects.containsKey(key)
                        ? response(request, 200, "application/octet-stream", objects.get(key))
                        : error(404, "NoSuchKey").to(request);
            case "DELETE" -> {
                objects.remove(key);
                yield response(request, 204, "application/xml", new byte[0]);
            }
            default -> error(501, "NotImplemented").to(request);
        };
    }

    private Response put(Request request, String key) throws IOException {
        boolean conditional = "*".equals(request.header("If-None-Match")) && !ignoresConditions;
        if (conditional && objects.containsKey(key)) {
            return error(412, "PreconditionFailed").to(request);
        }
        Buffer body = new Buffer();
        request.body().writeTo(body);
        objects.put(key, body.readByteArray());
        return response(request, 200, "application/xml", new byte[0]);
    }

    static Response response(Request request, int status, String type, byte[] body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("Content-Type", type)
                .header("Content-Length", String.valueOf(body.length))
                .header("ETag", "\"0\"")
                .body(ResponseBody.create(body, MediaType.get(type)))
                .build();
    }
}
