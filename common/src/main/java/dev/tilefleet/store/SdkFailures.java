package dev.tilefleet.store;

import static java.util.Objects.requireNonNullElse;

import io.minio.Xml;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import java.io.Closeable;
import java.io.IOException;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the SDK and bare responses tell of a failure. No type of either goes further than this. */
final class SdkFailures {
    private static final Logger log = LoggerFactory.getLogger(SdkFailures.class);
    private static final int EXCERPT = 200;

    private SdkFailures() {}

    static S3Failure of(Throwable thrown) {
        return switch (thrown) {
            case ErrorResponseException e -> refused(e.response().code(), e.errorResponse());
            case ServerException e -> new S3Failure.Refused(e.statusCode(), "", "no error document");
            case IOException e -> new S3Failure.Unanswered(e);
            // The SDK wraps some exceptions of the connection in its own.
            case Throwable e when e.getCause() instanceof IOException cause -> new S3Failure.Unanswered(cause);
            case Throwable e -> new S3Failure.Garbled(excerpt(String.valueOf(e.getMessage())));
        };
    }

    static S3Failure read(Response response) throws IOException {
        String document = response.body().string();
        try {
            return refused(response.code(), Xml.unmarshal(ErrorResponse.class, document));
        } catch (XmlParserException e) {
            return new S3Failure.Garbled(excerpt("HTTP " + response.code() + " " + document));
        }
    }

    /** Lets go of an answer nobody will read. */
    static void discard(Object answer) {
        if (answer instanceof Closeable open) {
            try {
                open.close();
            } catch (IOException e) {
                log.atDebug().setCause(e).log("unread answer could not be closed");
            }
        }
    }

    private static S3Failure refused(int status, ErrorResponse error) {
        return new S3Failure.Refused(
                status, requireNonNullElse(error.code(), ""), requireNonNullElse(error.message(), "no message"));
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
    }
}
