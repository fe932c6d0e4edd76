package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;

/**
 * Holds bodies on disk whose length is known only at their end, since the store wants it at the begin.
 *
 * <p>A file loses its name as soon as it is open, so that nothing is left behind, however this process ends.
 */
final class Spool {
    private final FileSystem files;
    private final String folder;

    Spool(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder.toString();
    }

    /** Writes head and body, and gives the file to be read from its begin; fails as the body does. */
    Future<AsyncFile> hold(Buffer head, CheckedBody body) {
        return open().compose(file -> file.write(head)
                .compose(_ -> body.pipe().endOnComplete(false).to(file))
                .compose(_ -> file.flush())
                .map(_ -> file.setReadPos(0).setReadLength(body.count()))
                .onFailure(_ -> file.close()));
    }

    private Future<AsyncFile> open() {
        OpenOptions options = new OpenOptions().setRead(true).setWrite(true);
        return files.createTempFile(folder, "tilefleet-", ".tif", "rw-------")
                .compose(path -> files.open(path, options)
                        .compose(file -> files.delete(path).map(file).onFailure(_ -> file.close())));
    }
}
