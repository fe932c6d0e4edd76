package dev.tilefleet.standalone.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what comes back.
 *
 * <p>Whatever is neither the document asked for nor a problem was not said by a fleet but by something in front of it (a
 * proxy's error page, a log-in form) or in its place.
 */
final class Answers {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final byte[] NPY_MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;

    private Answers() {}

    /** The answer itself, if its status says success. */
    static HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response;
        }
        Optional<Problem> problem = problem(response);
        if (status == SERVICE_UNAVAILABLE && problem.isPresent()) {
            throw new FleetException.Unreachable(problem.get().toString());
        }
        if (problem.isPresent() || status / 100 == 4) {
            // A 4xx is about this request whoever says it: a proxy in front limits the size of uploads, too.
            Problem told = problem.orElseGet(() -> new Problem(
                    null, "HTTP " + status, status, Optional.of(response.uri() + " says no more than that")));
            throw status == UNAUTHORIZED
                    ? new FleetException.Denied(told)
                    : new FleetException.Refused(told, text(response));
        }
        throw foreign(response);
    }

    static Look look(HttpResponse<byte[]> response) {
        return new Look(read(response, StatusInfo.class), text(response));
    }

    static Deliveries deliveries(HttpResponse<byte[]> response) {
        return read(response, Deliveries.Document.class).read(text(response));
    }

    /** The text of a JSON document. */
    static String json(HttpResponse<byte[]> response) {
        read(response, JsonNode.class);
        return text(response);
    }

    private static <T> T read(HttpResponse<byte[]> response, Class<T> form) {
        try {
            T document = JSON.readValue(response.body(), form);
            if (document == null) {
                throw foreign(response);
            }
            return document;
        } catch (IOException e) {
            throw foreign(response);
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }

    /** The bytes of a {@code .npy} file. */
    static byte[] npy(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        if (!Arrays.equals(body, 0, Math.min(body.length, NPY_MAGIC.length), NPY_MAGIC, 0, NPY_MAGIC.length)) {
            throw foreign(response);
        }
        return body;
    }

    private static Optional<Problem> problem(HttpResponse<byte[]> response) {
        if (!mediaType(response).equals("application/problem+json")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(response.body(), Problem.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FleetException.Unreachable foreign(HttpResponse<byte[]> response) {
        return new FleetException.Unreachable("%s answered %d %s, which is not what a fleet says%s"
                .formatted(
                        response.uri(),
                        response.statusCode(),
                        mediaType(response),
                        response.headers()
                                .firstValue("Location")
                                .map(location -> "; it points to " + location)
                                .orElse("")));
    }

    private static String mediaType(HttpResponse<?> response) {
        String type = response.headers().firstValue("Content-Type").orElse("without a type");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
