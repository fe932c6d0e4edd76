package dev.tilefleet.api.intake;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;

/** The largest tile that is accepted. */
final class UploadLimit {
    private UploadLimit() {}

    /** The same of a document that is no tile. */
    static ProblemException documentExceeded(long limit) {
        return new ProblemException(
                ProblemType.UPLOAD_TOO_LARGE,
                "The document is larger than %s, the most that is taken here. Send less."
                        .formatted(new ByteSize(limit)));
    }

    static ProblemException exceeded(long limit) {
        return new ProblemException(
                ProblemType.UPLOAD_TOO_LARGE,
                "The tile is larger than %s, the most this server takes. Cut it into tiles of the model's size with"
                                .formatted(new ByteSize(limit))
                        + " tilefleet crop, or let the operator raise TILEFLEET_MAX_UPLOAD.");
    }
}
