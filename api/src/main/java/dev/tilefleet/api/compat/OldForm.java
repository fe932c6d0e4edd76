package dev.tilefleet.api.compat;

import dev.tilefleet.api.intake.FormRules;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms as the old services took them: a part {@code file}, and whatever else there is does not count. */
enum OldForm implements FormRules {
    ANY_NAME {
        @Override
        public void checkName(Optional<String> name) {}
    },
    /** One that ends with {@code .tif} or {@code .tiff}. */
    TIFF_NAME {
        @Override
        public void checkName(Optional<String> name) {
            if (name.filter(text -> TIFF.matcher(text).matches()).isEmpty()) {
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The file's name does not end with .tif or .tiff. Send a GeoTIFF, as in curl -F file=@tile.tif.");
            }
        }
    };

    private static final Pattern TIFF = Pattern.compile(".*\\.tiff?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** @throws ProblemException {@code file-part-missing} if the request is no form at all */
    static void require(HttpServerRequest request) {
        String type = request.headers().get("Content-Type");
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new ProblemException(
                    ProblemType.FILE_PART_MISSING,
                    "The request is no form with a part \"file\". Send one, as curl -F file=@tile.tif does.");
        }
    }

    @Override
    public Submission ask(Submission head, MultiMap fields) {
        return head;
    }
}
