package dev.tilefleet.api.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a URL gives, as it arrives. Whoever has it reads its body to the end or closes it; left alone it ends with its
 * time.
 */
public final class Download {
    private final OptionalLong length;
    private final Optional<String> mediaType;
    private final BoundedBody body;

    private Download(OptionalLong length, Optional<String> mediaType, BoundedBody body) {
        this.length = length;
        this.mediaType = mediaType;
        this.body = body;
    }

    static Download of(HttpClientResponse answer, BoundedBody body) {
        return new Download(length(answer), Optional.ofNullable(answer.getHeader(HttpHeaders.CONTENT_TYPE)), body);
    }

    /** The size of an answer's body in bytes, where its head tells. */
    static OptionalLong length(HttpClientResponse answer) {
        String text = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        return text == null || !text.matches("[0-9]{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    /** In bytes, where the answer's head tells; never more than was asked for at most. */
    public OptionalLong length() {
        return length;
    }

    /** {@code Content-Type} as it came. */
    public Optional<String> mediaType() {
        return mediaType;
    }

    /**
     * The bytes, paused. It fails with {@link dev.tilefleet.job.ProblemException} {@code url-unavailable} where they
     * become too many, take too long or break off.
     */
    public ReadStream<Buffer> body() {
        return body;
    }

    /** Lets the rest go unread; the connection is closed. */
    public void close() {
        body.abandon();
    }
}
