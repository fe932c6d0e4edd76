package dev.tilefleet.api.jobs;

import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import dev.tilefleet.job.JobID;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in the list of jobs, as links carry it: nobody but us reads anything into it. */
final class Cursor {
    private static final int LENGTH = 3 * Long.BYTES;

    private Cursor() {}

    static String of(Place place) {
        UUID id = place.job().value();
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(place.submittedMillis())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Nothing if it is none of ours. */
    static Optional<Place> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Place place = new Place(bytes.getLong(), new JobID(new UUID(bytes.getLong(), bytes.getLong())));
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(place);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
