package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of telling one callback of a job's end: what {@code deliveries/{jobID}/{deliveryID}.json} holds. No
 * decision: whoever tries last writes last.
 *
 * @param shard where its timer lies
 * @param attempts that were ever made
 * @param failures of them since it was first asked for, or last again: the place in the schedule
 * @param next when it is due, a whole minute; empty unless it waits
 * @param last how the latest attempt went
 * @param traceparent to which trace the job's request belongs, if that is known
 */
public record Delivery(
        JobID jobID,
        ProcessID process,
        String owner,
        DeliveryID deliveryID,
        String event,
        URI uri,
        int shard,
        Instant created,
        Status status,
        int attempts,
        int failures,
        Optional<Instant> next,
        Optional<Attempt> last,
        // Most requests belong to none.
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TraceParent> traceparent) {

    public Delivery {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(owner, "owner");
        requireNonNull(deliveryID, "deliveryID");
        requireNonNull(event, "event");
        requireNonNull(uri, "uri");
        requireNonNull(created, "created");
        requireNonNull(status, "status");
        requireNonNull(next, "next");
        requireNonNull(last, "last");
        // Documents of before have none.
        traceparent = traceparent == null ? Optional.empty() : traceparent;
        if ((status == Status.WAITING) != next.isPresent()) {
            throw new IllegalArgumentException("next goes with waiting and nothing else");
        }
    }

    /** Where it stands. */
    public enum Status {
        WAITING,
        /** The receiver answered 2xx. */
        DELIVERED,
        /** The receiver answered 410, or no attempt is left. */
        GIVEN_UP;

        /** As documents have it. */
        @JsonValue
        public String text() {
            return switch (this) {
                case WAITING -> "waiting";
                case DELIVERED -> "delivered";
                case GIVEN_UP -> "given-up";
            };
        }
    }

    /**
     * One attempt.
     *
     * @param status of HTTP, if there was an answer
     * @param problem what was wrong, if there was none
     */
    public record Attempt(Instant at, Optional<Integer> status, Optional<String> problem) {
        public Attempt {
            requireNonNull(at, "at");
            requireNonNull(status, "status");
            requireNonNull(problem, "problem");
        }
    }

    /**
     * Of the end of a job, not yet told to this callback.
     *
     * @param due a whole minute
     */
    public static Delivery of(Outcome outcome, Callback callback, int shard, Instant created, Instant due) {
        return of(outcome, callback, shard, created, due, Optional.empty());
    }

    /** The same of a job whose request belongs to a trace, perhaps. */
    public static Delivery of(
            Outcome outcome,
            Callback callback,
            int shard,
            Instant created,
            Instant due,
            Optional<TraceParent> traceparent) {
        return new Delivery(
                outcome.jobID(),
                outcome.process(),
                outcome.owner(),
                DeliveryID.of(callback),
                callback.event(),
                callback.uri(),
                shard,
                created,
                Status.WAITING,
                0,
                0,
                Optional.of(due),
                Optional.empty(),
                traceparent);
    }

    /** What receivers tell repetitions by: the same at every attempt. */
    public String webhookID() {
        return jobID + "-" + event;
    }

    // No member of the document.
    @JsonIgnore
    public boolean isWaiting() {
        return status == Status.WAITING;
    }

    /** The receiver has it. */
    public Delivery delivered(Attempt attempt) {
        return with(Status.DELIVERED, attempts + 1, failures, Optional.empty(), Optional.of(attempt));
    }

    /** The receiver does not have it; it will be tried again. */
    public Delivery failed(Attempt attempt, Instant due) {
        return with(Status.WAITING, attempts + 1, failures + 1, Optional.of(due), Optional.of(attempt));
    }

    /** The receiver does not have it, and that was the last attempt. */
    public Delivery givenUp(Attempt attempt) {
        return with(Status.GIVEN_UP, attempts + 1, failures + 1, Optional.empty(), Optional.of(attempt));
    }

    /** Given up without another attempt. */
    public Delivery abandoned(Attempt reason) {
        return with(Status.GIVEN_UP, attempts, failures, Optional.empty(), Optional.of(reason));
    }

    /** To be told from the begin of the schedule, whatever became of it before. */
    public Delivery again(Instant due) {
        return with(Status.WAITING, attempts, 0, Optional.of(due), last);
    }

    private Delivery with(
            Status changed, int attemptsMade, int failed, Optional<Instant> due, Optional<Attempt> latest) {
        return new Delivery(
                jobID,
                process,
                owner,
                deliveryID,
                event,
                uri,
                shard,
                created,
                changed,
                attemptsMade,
                failed,
                due,
                latest,
                traceparent);
    }
}
