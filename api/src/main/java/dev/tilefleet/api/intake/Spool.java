package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds bodies on disk whose length is known only at their end, since the store wants it at the begin.
 *
 * <p>A file loses its name as soon as it is open, so that nothing is left behind, however this process ends.
 */
final class Spool {
    private static final int CHUNK = 64 << 10;

    private final FileSystem files;
    private final StraightLine straightLine;
    private final String folder;

    Spool(FileSystem files, StraightLine straightLine, Path folder) {
        this.files = files;
        this.straightLine = straightLine;
        this.folder = folder.toString();
    }

    /**
     * Writes head and body; fails as the body does.
     *
     * @param name what the client calls the tile
     */
    Future<SpooledTile> hold(Buffer head, CheckedBody body, Optional<String> name) {
        return create(this::open, AsyncFile::close)
                .compose(file -> write(head, body, file)
                        .map(_ -> toRead(file, body.count()))
                        .map(_ -> new SpooledTile(file, body.count(), body.sha256(), name))
                        .onFailure(_ -> file.close()));
    }

    /** Writes a whole body, to be read and changed by straight-line code; fails as the body does. */
    Future<SpooledText> hold(ReadStream<Buffer> body) {
        return create(
                        path -> open(path)
                                .compose(file -> channel(path)
                                        .map(channel -> new SpooledText(file, channel))
                                        .onFailure(_ -> file.close())),
                        SpooledText::close)
                .compose(text ->
                        write(Buffer.buffer(), body, text.file()).map(text).onFailure(_ -> text.close()));
    }

    /** The file, to be read from its begin so far. */
    static AsyncFile toRead(AsyncFile file, long length) {
        return file.pause().setReadPos(0).setReadLength(length).setReadBufferSize(CHUNK);
    }

    private static Future<Void> write(Buffer head, ReadStream<Buffer> body, AsyncFile file) {
        FileWrites writes = new FileWrites(file);
        return writes.write(head)
                .compose(_ -> body.pipe().endOnComplete(false).to(writes))
                .compose(_ -> writes.settled());
    }

    private interface Opening<T> {
        Future<T> open(String path);
    }

    private <T> Future<T> create(Opening<T> opening, Consumer<T> closing) {
        return files.createTempFile(folder, "tilefleet-", ".tif", "rw-------")
                .compose(path -> opening.open(path)
                        .compose(opened -> files.delete(path).map(opened).onFailure(_ -> closing.accept(opened))));
    }

    private Future<AsyncFile> open(String path) {
        return files.open(path, new OpenOptions().setRead(true).setWrite(true));
    }

    private Future<FileChannel> channel(String path) {
        return straightLine.call(
                () -> FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }
}
