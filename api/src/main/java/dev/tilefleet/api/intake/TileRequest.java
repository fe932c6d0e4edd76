package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the head of a request says about the tile that follows it.
 *
 * @param length of the whole body in bytes, if the head tells
 * @param name what the client calls the file, by Content-Disposition
 */
record TileRequest(Form form, OptionalLong length, Optional<String> name) {
    private static final Pattern FILENAME = Pattern.compile("filename=\"?([^\";]{1,255})\"?", Pattern.CASE_INSENSITIVE);

    /** How the tile is packed. */
    enum Form {
        RAW,
        MULTIPART
    }

    /** @throws ProblemException if the head alone is reason enough to refuse */
    static TileRequest of(HttpServerRequest request, long limit) {
        Form form = form(request.getHeader("Content-Type"));
        OptionalLong length = length(request.getHeader("Content-Length"));
        if (length.isPresent() && length.getAsLong() > limit) {
            throw UploadLimit.exceeded(limit);
        }
        Matcher filename = FILENAME.matcher(
                request.headers().get("Content-Disposition") == null ? "" : request.getHeader("Content-Disposition"));
        return new TileRequest(form, length, filename.find() ? Optional.of(filename.group(1)) : Optional.empty());
    }

    private static Form form(String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "image/tiff", "image/geotiff", "application/octet-stream" -> Form.RAW;
            case "multipart/form-data" -> Form.MULTIPART;
            default ->
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "A tile comes as Content-Type image/tiff or as part \"file\" of multipart/form-data, not as %s."
                                .formatted(type.isEmpty() ? "a body without a type" : type));
        };
    }

    private static OptionalLong length(String contentLength) {
        return contentLength == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(contentLength.strip()));
    }
}
