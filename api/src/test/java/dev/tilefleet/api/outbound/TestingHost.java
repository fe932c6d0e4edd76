package dev.tilefleet.api.outbound;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A web server that answers as it is told to, and remembers who asked. */
final class TestingHost {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    /** @param port 0 picks one */
    TestingHost(Vertx vertx, String address, int port, Handler<HttpServerRequest> behaviour) {
        this(vertx, address, port, new HttpServerOptions(), behaviour);
    }

    TestingHost(
            Vertx vertx, String address, int port, HttpServerOptions options, Handler<HttpServerRequest> behaviour) {
        this.server = await(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    asked.add(request.getHeader("Host"));
                    request.connection().closeHandler(_ -> hungUp.countDown());
                    behaviour.handle(request);
                })
                .listen(port, address));
    }

    int port() {
        return server.actualPort();
    }

    /** The headers {@code Host} of all requests. */
    List<String> asked() {
        return asked;
    }

    /** Whether the other side closes its connection, some time. */
    boolean isHungUp() {
        try {
            return hungUp.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void endlessly(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true);
        write(response);
    }

    private static void write(HttpServerResponse response) {
        var _ = response.write(Buffer.buffer(new byte[64 << 10])).onSuccess(_ -> write(response));
    }

    /** The head, a first byte, and no more. */
    static void haltingly(HttpServerRequest request) {
        var _ = request.response().setChunked(true).write("I");
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
