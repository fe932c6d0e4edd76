package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the head of a request says about the tile that follows it.
 *
 * @param length of the whole body in bytes, if the head tells
 * @param name what the client calls the file, by Content-Disposition
 */
record TileRequest(Form form, OptionalLong length, Optional<String> name) {
    /** What a form may have around its tile. */
    private static final long FORM_OVERHEAD = 64 << 10;

    private static final String DOCUMENT = "application/json";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /** How the tile is packed. */
    enum Form {
        RAW,
        MULTIPART,
        /** Or not there at all, but linked to. */
        JSON
    }

    /** @throws ProblemException if the head alone is reason enough to refuse */
    static TileRequest of(MultiMap headers, long limit) {
        Form form = form(headers.get("Content-Type"));
        OptionalLong length = length(headers.get("Content-Length"));
        long most = switch (form) {
            case RAW -> limit;
            case MULTIPART -> limit + FORM_OVERHEAD;
            case JSON -> mostText(limit);
        };
        if (length.isPresent() && length.getAsLong() > most) {
            throw UploadLimit.exceeded(limit);
        }
        return new TileRequest(
                form,
                length,
                Optional.ofNullable(headers.get("Content-Disposition")).flatMap(FileName::of));
    }

    /**
     * Looks at the head of a request that is to bring a document of at most so many bytes.
     *
     * @throws ProblemException if that is reason enough to refuse
     */
    static void requireDocument(MultiMap headers, long limit) {
        String type = type(headers.get("Content-Type"));
        if (!type.equals(DOCUMENT)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "An execute document comes as Content-Type %s, not as %s.".formatted(DOCUMENT, named(type)));
        }
        if (length(headers.get("Content-Length")).orElse(0) > limit) {
            throw UploadLimit.documentExceeded(limit);
        }
    }

    private static String type(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String named(String type) {
        return type.isEmpty() ? "a body without a type" : type;
    }

    private static Form form(String contentType) {
        String type = type(contentType);
        if (isTile(type)) {
            return Form.RAW;
        }
        return switch (type) {
            case "multipart/form-data" -> Form.MULTIPART;
            case DOCUMENT -> Form.JSON;
            default ->
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "A tile comes as Content-Type image/tiff, as part \"file\" of multipart/form-data or as input \"file\" of application/json, not as %s."
                                .formatted(named(type)));
        };
    }

    /** Whether bytes of this media type, without parameters and in lower case, may be a tile. */
    static boolean isTile(String type) {
        return switch (type) {
            case "image/tiff", "image/geotiff", "application/octet-stream" -> true;
            default -> false;
        };
    }

    /** The longest document with such a tile: four characters for three bytes, line breaks, and what is beside it. */
    static long mostText(long limit) {
        return limit / 3 * 4 + limit / 16 + 2L * ScantText.MOST;
    }

    private static OptionalLong length(String contentLength) {
        if (contentLength == null) {
            return OptionalLong.empty();
        }
        if (!DIGITS.matcher(contentLength.strip()).matches()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "Content-Length is not a number of bytes: " + contentLength);
        }
        return OptionalLong.of(Long.parseLong(contentLength.strip()));
    }
}
