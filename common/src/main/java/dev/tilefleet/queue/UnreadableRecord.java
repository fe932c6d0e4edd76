package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.JobID;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that holds no document of ours, as it came, and why it cannot be read. */
public final class UnreadableRecord {
    private final ConsumerRecord<byte[], byte[]> raw;
    private final String reason;

    public UnreadableRecord(ConsumerRecord<byte[], byte[]> raw, String reason) {
        this.raw = requireNonNull(raw, "raw");
        this.reason = requireNonNull(reason, "reason");
    }

    /** The job that it is about by its key, if the key is a job id. */
    public Optional<JobID> jobID() {
        return FleetRecords.jobID(raw);
    }

    public String reason() {
        return reason;
    }

    /** Where it stands: topic, partition and offset. */
    public String origin() {
        return "%s-%d@%d".formatted(raw.topic(), raw.partition(), raw.offset());
    }

    ConsumerRecord<byte[], byte[]> raw() {
        return raw;
    }
}
