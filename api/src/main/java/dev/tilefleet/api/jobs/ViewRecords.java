package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.OutcomesRecord;
import dev.tilefleet.queue.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What records tell of jobs. One that cannot be read tells nothing: the workers see to it. */
final class ViewRecords {
    private static final Logger log = LoggerFactory.getLogger(ViewRecords.class);
    /** From so many on, a second core is worth its while. */
    private static final int MANY = 200;

    private final Topics topics;
    private final Glance glance = new Glance();

    ViewRecords(Topics topics) {
        this.topics = topics;
    }

    /** In the records' order. */
    List<KnownJob> read(List<ConsumerRecord<byte[], byte[]>> records, long nowMillis) {
        Stream<ConsumerRecord<byte[], byte[]>> all =
                records.size() < MANY ? records.stream() : records.parallelStream();
        return all.flatMap(record -> read(record, nowMillis).stream()).toList();
    }

    private Optional<KnownJob> read(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
        // A broker whose clock is ahead would have its jobs stay for longer, and taken for fresh.
        long heard = Math.min(record.timestamp(), nowMillis);
        try {
            byte[] document = document(record);
            if (record.topic().equals(topics.outcomes())) {
                return FleetRecords.tellsAnEnd(record)
                        ? Optional.of(glance.outcome(document, heard))
                        : other(FleetRecords.outcomes(record), heard);
            }
            return Optional.of(
                    record.topic().equals(topics.progress())
                            ? glance.progress(document, heard)
                            : glance.job(document, heard));
        } catch (RuntimeException e) {
            // Of whatever kind: one record must not keep every replica from all others.
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.toString())
                    .log("record skipped by the view");
            return Optional.empty();
        }
    }

    private static Optional<KnownJob> other(OutcomesRecord told, long heard) {
        return switch (told) {
            case OutcomesRecord.Accepted(Job job) -> Optional.of(KnownJob.accepted(job, Instant.ofEpochMilli(heard)));
            case OutcomesRecord.Ended(Outcome outcome) -> Optional.of(KnownJob.ended(outcome));
            case OutcomesRecord.Removed(Tombstone tombstone) ->
                Optional.of(KnownJob.removed(tombstone, Instant.ofEpochMilli(heard)));
            case OutcomesRecord.Unknown(String type) -> {
                log.atInfo().addKeyValue("type", type).log("record of an unknown type skipped by the view");
                yield Optional.empty();
            }
        };
    }

    private static byte[] document(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableDocumentException("the record has no value");
        }
        return record.value();
    }
}
