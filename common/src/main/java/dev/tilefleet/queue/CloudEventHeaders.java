package dev.tilefleet.queue;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
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

    private CloudEventHeaders() {}

    static Headers accepted(Job job) {
        return headers(ACCEPTED, job.jobID() + "-accepted", job.jobID(), job.process(), job.submitted());
    }

    static Headers ended(Outcome outcome) {
        return headers(ENDED, outcome.jobID() + "-ended", outcome.jobID(), outcome.process(), outcome.decided());
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
