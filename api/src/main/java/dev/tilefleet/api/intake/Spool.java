package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Holds bodies on disk whose length is known only at their end, since the store wants it at the begin.
 *
 * <p>A file loses its name as soon as it is open, so that nothing is left behind, however this process ends.
 */
final class Spool {
    private static final int CHUNK = 64 << 10;

    private final FileSystem files;
    private final String folder;

    Spool(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder.toString();
    }

    /**
     * Writes head and body; fails as the body does.
     *
     * @param name what the client calls the tile
     */
    Future<SpooledTile> hold(Buffer head, CheckedBody body, Optional<String> name) {
        return open().compose(file -> file.write(head)
                .compose(_ -> body.pipe().endOnComplete(false).to(file))
                .map(_ -> file.pause().setReadPos(0).setReadLength(body.count()).setReadBufferSize(CHUNK))
                .map(_ -> new SpooledTile(file, body.count(), body.sha256(), name))
                .onFailure(_ -> file.close()));
    }

    private Future<AsyncFile> open() {
        OpenOptions options = new OpenOptions().setRead(true).setWrite(true);
        return files.createTempFile(folder, "tilefleet-", ".tif", "rw-------")
                .compose(path -> files.open(path, options)
                        .compose(file -> files.delete(path).map(file).onFailure(_ -> file.close())));
    }
}
