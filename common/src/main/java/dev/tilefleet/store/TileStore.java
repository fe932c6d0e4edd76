package dev.tilefleet.store;

import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One bucket of an S3 store. Straight-line calls for virtual threads.
 *
 * <p>Every method throws {@link StoreUnavailableException} where the store does not answer, or not as S3; only a
 * definite {@code NoSuchKey} counts as absent.
 */
public interface TileStore extends AutoCloseable {

    /**
     * Writes the body at the key unless something stands there, and returns what stands there now.
     *
     * <p>The conditional PUT ({@code If-None-Match: *}) with the rule for doubt: after 412, 409, a timeout or a broken
     * connection the object is read; if it is absent the same bytes are put again. So an answer equal to {@code body}
     * means that this call, or an earlier try of it, won.
     *
     * @param body a small document
     * @return the bytes that stand at the key, from now on for every reader
     */
    byte[] claim(String key, byte[] body);

    /** A small object whole, or nothing if there is none. */
    Optional<byte[]> read(String key);

    /** An object's content as a stream, which the caller closes, or nothing if there is none. */
    Optional<Content> open(String key);

    /**
     * Writes an object, over whatever stands there.
     *
     * @param content everything from position to limit, heap or direct; its position is left as it was
     */
    void put(String key, ByteBuffer content, String mediaType);

    /** Removes an object; one that is not there is removed already. */
    void delete(String key);

    /** All keys that begin with the prefix, in the order of their UTF-8 bytes. */
    List<String> list(String prefix);

    /** A URL to which whoever holds it may PUT this object for a while; computed here, without asking the store. */
    URI presignPut(String key, Duration validity);

    /** A URL from which whoever holds it may GET this object for a while; computed here, without asking the store. */
    URI presignGet(String key, Duration validity);

    @Override
    void close();

    /**
     * An object being read.
     *
     * @param size in bytes, as the store declares it
     */
    record Content(InputStream stream, long size) implements AutoCloseable {
        @Override
        public void close() throws java.io.IOException {
            stream.close();
        }
    }
}
