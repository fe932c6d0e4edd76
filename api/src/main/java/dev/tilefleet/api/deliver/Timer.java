package dev.tilefleet.api.deliver;

import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.ObjectKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * That a delivery is due: {@code retries/{shard}/{dueMinute}/{jobID}/{deliveryID}}, where the name says all. Names sort by
 * when they are due.
 *
 * @param due a whole minute, {@code 20261101T1200Z} in the name
 */
record Timer(int shard, Instant due, JobID job, DeliveryID delivery) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** Of a delivery that waits. */
    static Timer of(Delivery delivery) {
        return new Timer(delivery.shard(), delivery.next().orElseThrow(), delivery.jobID(), delivery.deliveryID());
    }

    String key() {
        return ObjectKeys.retries(shard) + MINUTE.format(due) + "/" + job + "/" + delivery;
    }

    /** What a key names, or nothing if it names no timer. */
    static Optional<Timer> parse(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Timer(
                    Integer.parseInt(parts[1]),
                    LocalDateTime.parse(parts[2], MINUTE).toInstant(ZoneOffset.UTC),
                    JobID.of(parts[3]),
                    DeliveryID.of(parts[4])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
