package dev.tilefleet.store;

import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One bucket of an S3 store. Straight-line calls for virtual threads, from any number of them.
 *
 * <p>Every method but the presigning ones throws {@link StoreUnavailableException} where the store does not answer, or
 * not as S3, or refuses; only a definite {@code NoSuchKey} counts as absent. An interrupted thread gets it too, and
 * stays interrupted. A write that ended so may have been carried out.
 *
 * <p>A key is any text without empty, {@code .} or {@code ..} segments between its slashes.
 */
public interface TileStore extends ObjectVersions, AutoCloseable {

    /**
     * Writes the body at the key unless something stands there, and returns what stands there now.
     *
     * <p>The conditional PUT ({@code If-None-Match: *}) with the rule for doubt: after 412, 409, a timeout or a broken
     * connection the object is read; if it is absent the same bytes are put again, a few times. So an answer equal to
     * {@code body} means that this call, an earlier try of it, or somebody with the same bytes won.
     *
     * @param body a small document, not empty
     * @return the bytes that stand at the key, from now on for every reader
     */
    byte[] claim(String key, byte[] body);

    /** A small object whole, or nothing if there is none. */
    Optional<byte[]> read(String key);

    /**
     * An object's content as a stream, which the caller closes, or nothing if there is none.
     *
     * <p>The stream throws an {@link java.io.IOException} where the connection breaks, so that it never just ends early.
     */
    Optional<Content> open(String key);

    /**
     * Writes an object, over whatever stands there. Visible whole or not at all.
     *
     * @param content everything from position to limit, heap or direct; its position is left as it was
     */
    void put(String key, ByteBuffer content, String mediaType);

    /** Removes an object; one that is not there is removed already. */
    void delete(String key);

    /** All keys that begin with the prefix, in the order of their UTF-8 bytes. */
    List<String> list(String prefix);

    /**
     * The first keys that begin with the prefix and come behind another, for those who must not hold all of them.
     *
     * @param after a key, or nothing for the very first
     * @param most a thousand at most; fewer are all there are
     */
    default List<String> list(String prefix, String after, int most) {
        return list(prefix).stream()
                .filter(key -> key.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /**
     * A URL to which whoever holds it may PUT this object for a while; computed here, without asking the store.
     *
     * <p>The payload is not signed: it can be streamed, but needs a {@code Content-Length}. Any {@code Content-Type} may
     * go with it.
     *
     * @param validity a second to seven days
     */
    URI presignPut(String key, Duration validity);

    /**
     * A URL from which whoever holds it may GET this object for a while; computed here, without asking the store.
     *
     * @param validity a second to seven days
     */
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
