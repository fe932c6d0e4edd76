package dev.tilefleet.standalone.embedded;

import dev.tilefleet.config.Secret;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.store.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 store on a directory of this machine: S3Proxy in this JVM, on the loopback interface.
 *
 * <p>It can be the register. An unconditional PUT is published by an atomic rename, a conditional one by a hard link,
 * which the kernel makes for one of any number of racers; so the file system must have hard links, which is checked.
 * Killed at any moment, the process leaves each object whole or absent. A machine that loses power may lose the last
 * seconds of objects, for nothing is synced.
 *
 * <p>Keys are paths: one cannot be another's folder ({@code a} beside {@code a/b}), no part of one is longer than 218
 * bytes of UTF-8, and none ends in a hyphen and a UUID.
 *
 * <p>ETag, media type and user metadata are kept in extended attributes. A file system without them serves all the
 * same, only that reads and listings then come without ETag.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    /** Each upload under way holds one; they are made when needed and go when idle for a minute. */
    private static final int THREADS = 64;

    private final EmbeddedStoreDirectory directory;
    private final S3Proxy proxy;
    private final Opened opened = new Opened();

    private EmbeddedStore(EmbeddedStoreDirectory directory, S3Proxy proxy) {
        this.directory = directory;
        this.proxy = proxy;
    }

    /**
     * Starts a store that is ready when this returns.
     *
     * @param data created if absent; one process at a time may use it
     * @param port 0 picks a free one
     * @throws IllegalStateException with a message for a person, if the directory or the port cannot serve
     */
    public static EmbeddedStore start(Path data, int port, String accessKey, Secret secretKey) {
        EmbeddedStoreDirectory directory = EmbeddedStoreDirectory.open(data);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new WholeObjectStore(
                        new FilesystemNio2BlobStore(directory.objects().toString())))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey.reveal())
                .jettyMaxThreads(THREADS)
                // Whoever uses the store is closed before it; waiting would only be for connections left open.
                .stopTimeout(0)
                .build();
        EmbeddedStore store = new EmbeddedStore(directory, proxy);
        try {
            proxy.start();
        } catch (Exception e) {
            store.close();
            throw new IllegalStateException("no store can listen on 127.0.0.1:%d: %s".formatted(port, e), e);
        }
        log.atInfo()
                .addKeyValue("endpoint", store.endpoint())
                .addKeyValue("directory", data)
                .log("embedded store started");
        return store;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /**
     * Removes from now on, daily, what is older in this bucket than it has to be: S3Proxy knows no lifecycle rules, and
     * nobody else would.
     */
    public void expire(String bucket, Retention retention, InstantSource clock) {
        opened.add(new OldObjects(directory.objects().resolve(bucket), retention, clock))
                .start();
    }

    /** Stops at once; what is being written is not there afterwards. Closing again does nothing. */
    @Override
    public void close() {
        opened.close();
        try {
            proxy.stop();
        } catch (Exception e) {
            log.atWarn().setCause(e).log("embedded store did not stop cleanly");
        } finally {
            directory.close();
        }
    }
}
