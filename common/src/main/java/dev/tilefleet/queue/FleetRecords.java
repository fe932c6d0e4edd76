package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.job.UnreadableDocumentException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records back into what was appended. */
public final class FleetRecords {
    private FleetRecords() {}

    /** @throws UnreadableDocumentException if the record holds no job */
    public static Job job(ConsumerRecord<byte[], byte[]> record) {
        return Documents.readJob(value(record));
    }

    /**
     * What a record of the outcomes topic tells. One without a {@code ce_type} tells an end: some tools drop headers.
     *
     * @throws UnreadableDocumentException if the record does not hold what its type says
     */
    public static OutcomesRecord outcomes(ConsumerRecord<byte[], byte[]> record) {
        String type = type(record);
        return switch (type) {
            case CloudEventHeaders.ACCEPTED -> new OutcomesRecord.Accepted(Documents.readJob(value(record)));
            case CloudEventHeaders.ENDED -> new OutcomesRecord.Ended(Documents.readOutcome(value(record)));
            case CloudEventHeaders.REMOVED -> new OutcomesRecord.Removed(Documents.readTombstone(value(record)));
            default -> new OutcomesRecord.Unknown(type);
        };
    }

    /** Whether this record of the outcomes topic tells an end, as most do: for those who read very many. */
    public static boolean tellsAnEnd(ConsumerRecord<byte[], byte[]> record) {
        return type(record).equals(CloudEventHeaders.ENDED);
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        return CloudEventHeaders.type(record.headers()).orElse(CloudEventHeaders.ENDED);
    }

    /** @throws UnreadableDocumentException if the record holds no progress hint */
    public static Progress progress(ConsumerRecord<byte[], byte[]> record) {
        return Documents.readProgress(value(record));
    }

    /** To which trace the request belongs that led to this record, if that is known. */
    public static Optional<TraceParent> trace(ConsumerRecord<byte[], byte[]> record) {
        return CloudEventHeaders.trace(record.headers());
    }

    /** The job that a record is about by its key, if the key is a job id. */
    public static Optional<JobID> jobID(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? Optional.empty() : JobID.parse(new String(record.key(), UTF_8));
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableDocumentException("the record has no value");
        }
        return record.value();
    }
}
