package dev.tilefleet.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Streams a buffer, heap or direct, without a copy of the whole; may be sent again. */
final class BufferBody extends RequestBody {
    private static final int SLICE = 64 << 10;

    private final ByteBuffer content;
    private final MediaType mediaType;

    BufferBody(ByteBuffer content, MediaType mediaType) {
        this.content = content.asReadOnlyBuffer();
        this.mediaType = mediaType;
    }

    @Override
    public MediaType contentType() {
        return mediaType;
    }

    @Override
    public long contentLength() {
        return content.remaining();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        // In slices: the sink takes whatever it is given into its own memory before it sends any of it.
        for (int at = 0; at < content.remaining(); at += SLICE) {
            sink.write(content.slice(content.position() + at, Math.min(SLICE, content.remaining() - at)));
        }
    }
}
