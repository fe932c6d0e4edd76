package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.job.TraceParent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 attributes in the binary mode of its Kafka binding: a header {@code ce_…} each, the record's value is
 * the data.
 *
 * <p>{@code ce_id} is the same for a repeated record of the same fact, so that readers can tell duplicates.
 */
final class CloudEventHeaders {
    static final String ACCEPTED = "dev.tilefleet.job.accepted.v1";
    static final String ENDED = "dev.tilefleet.job.ended.v1";
    static final String PROGRESS = "dev.tilefleet.job.progress.v1";
    static final String REMOVED = "dev.tilefleet.job.removed.v1";

    private static final String TYPE = "ce_type";

    private CloudEventHeaders() {}

    /** The same, and to which trace it belongs: under the name that tracers of Kafka look for, which is no attribute's. */
    static Headers traced(Headers headers, Optional<TraceParent> trace) {
        trace.ifPresent(known -> headers.add(TraceParent.HEADER, known.value().getBytes(UTF_8)));
        return headers;
    }

    /** To which trace a record with these headers belongs, if it says so. */
    static Optional<TraceParent> trace(Headers headers) {
        return TraceParent.of(Stream.of(headers.toArray())
                .filter(header -> header.key().equals(TraceParent.HEADER) && header.value() != null)
                .map(header -> new String(header.value(), UTF_8))
                .toList());
    }

    static Headers accepted(Job job) {
        return headers(ACCEPTED, job.jobID() + "-accepted", job.jobID(), job.process(), job.submitted());
    }

    static Headers ended(Outcome outcome) {
        return headers(ENDED, outcome.jobID() + "-ended", outcome.jobID(), outcome.process(), outcome.decided());
    }

    static Headers removed(Tombstone tombstone) {
        return headers(
                REMOVED, tombstone.jobID() + "-removed", tombstone.jobID(), tombstone.process(), tombstone.removed());
    }

    /** Which of the types above these headers name, or another; nothing where a record has lost its headers. */
    static Optional<String> type(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(TYPE)).map(Header::value).map(type -> new String(type, UTF_8));
    }

    static Headers progress(Progress progress) {
        return headers(
                PROGRESS,
                "%s-running-%s-%d"
                        .formatted(
                                progress.jobID(),
                                progress.worker(),
                                progress.since().toEpochMilli()),
                progress.jobID(),
                progress.process(),
                progress.since());
    }

    private static Headers headers(String type, String id, JobID job, ProcessID process, Instant time) {
        CloudEvent event = CloudEventBuilder.v1()
                .withType(type)
                .withId(id)
                .withSource(URI.create("/processes/" + process))
                .withSubject(job.toString())
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .build();
        return KafkaMessageFactory.createWriter("unsent").writeBinary(event).headers();
    }
}
