package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;

/**
 * Writes to a file that is read later. A pipe ends when its last write is handed over; several threads carry the writes
 * out, in any order, and what is read before all of them did holds zeros or ends early.
 */
final class FileWrites implements WriteStream<Buffer> {
    private final AsyncFile file;
    private final Promise<Void> settled = Promise.promise();
    private int open;
    private boolean last;

    /** @param file used on the event loop that opened it */
    FileWrites(AsyncFile file) {
        this.file = file;
    }

    /** Says that there are no more writes; done when all there were are in the file, fails if one is not. */
    Future<Void> settled() {
        last = true;
        settle();
        return settled.future();
    }

    @Override
    public Future<Void> write(Buffer data) {
        open++;
        return file.write(data)
                .onComplete(_ -> open--)
                .onFailure(settled::tryFail)
                .onComplete(_ -> settle());
    }

    private void settle() {
        if (last && open == 0) {
            settled.tryComplete();
        }
    }

    @Override
    public boolean writeQueueFull() {
        return file.writeQueueFull();
    }

    @Override
    public Future<Void> end() {
        return settled();
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        file.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
        file.setWriteQueueMaxSize(size);
        return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        file.drainHandler(handler);
        return this;
    }
}
