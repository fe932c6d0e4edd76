package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileWritesTest {
    private final List<Promise<Void>> pending = new ArrayList<>();
    private final FileWrites writes = new FileWrites((AsyncFile)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AsyncFile.class}, (_, method, _) -> {
                assertThat(method.getName()).isEqualTo("write");
                Promise<Void> written = Promise.promise();
                pending.add(written);
                return written.future();
            }));

    @Test
    void areSettledWhenAllAreInTheFileInWhateverOrder() {
        var _ = writes.write(Buffer.buffer("a"));
        var _ = writes.write(Buffer.buffer("b"));

        Future<Void> settled = writes.settled();

        pending.get(1).complete();
        assertThat(settled.isComplete()).isFalse();
        pending.get(0).complete();
        assertThat(settled.succeeded()).isTrue();
    }

    @Test
    void areNotSettledBeforeTheLastIsHandedOver() {
        var _ = writes.write(Buffer.buffer("a"));
        pending.get(0).complete();
        var _ = writes.write(Buffer.buffer("b"));

        assertThat(writes.settled().isComplete()).isFalse();
    }

    @Test
    void areSettledAtOnceWhereThereAreNone() {
        assertThat(writes.settled().succeeded()).isTrue();
    }

    @Test
    void failIfOneFails() {
        IOException full = new IOException("no space left on device");
        var _ = writes.write(Buffer.buffer("a"));
        var _ = writes.write(Buffer.buffer("b"));

        pending.get(0).fail(full);
        pending.get(1).complete();

        assertThat(writes.settled().cause()).isSameAs(full);
    }
}
