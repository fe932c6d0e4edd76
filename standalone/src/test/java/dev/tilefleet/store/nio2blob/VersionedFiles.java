package dev.tilefleet.store.nio2blob;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * S3Proxy's store on a file system, which has all it takes to keep versions and does not say so. S3Proxy knows what a store
 * can do by the name of its package.
 */
public final class VersionedFiles extends AbstractNio2BlobStore {
    public VersionedFiles(Path root) {
        super(root);
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }
}
