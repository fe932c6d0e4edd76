package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uploads to a store that takes the bytes and then answers as it is told to. */
final class InputUploadIT {
    private static final String KEY = "inputs/a/b";

    private final Vertx vertx = Vertx.vertx();
    private final StraightLine straightLine = new StraightLine(vertx);
    private final BlockingQueue<String> deleted = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        straightLine.close();
        await(vertx.close());
    }

    @Test
    void aTileWhoseUploadFailedIsRemovedForTheStoreMayHaveIt() throws InterruptedException {
        Future<Void> put = upload(503);

        assertThat(failure(put)).isInstanceOf(StoreUnavailableException.class);
        assertThat(deleted.poll(20, TimeUnit.SECONDS)).isEqualTo(KEY);
    }

    @Test
    void aTileThatIsStoredStays() {
        Future<Void> put = upload(200);

        await(put);
        assertThat(deleted).isEmpty();
    }

    private Future<Void> upload(int answer) {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> request.endHandler(
                        _ -> request.response().setStatusCode(answer).end()))
                .listen(0, "127.0.0.1"));
        InputUpload upload = new InputUpload(store(server.actualPort()), vertx.createHttpClient(), straightLine);
        return upload.put(KEY, Buffer.buffer("tile"), new TestingSource().end(), 4);
    }

    /** Presigns for this port, and takes note of what is deleted. */
    private TileStore store(int port) {
        return (TileStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TileStore.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "presignPut" -> URI.create("http://127.0.0.1:" + port + "/" + arguments[0]);
                    case "delete" -> {
                        deleted.add((String) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Throwable failure(Future<?> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .handle((_, failure) -> failure)
                .join();
    }
}
