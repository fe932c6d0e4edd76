package dev.tilefleet.api.admission;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What is too much, and what is said then: first of the one client, then of all together. */
final class AdmissionPolicy {
    /** More clients than this at once do not share a replica, unless somebody pretends to be many. */
    private static final int CLIENTS = 10_000;

    /** A tile is received within seconds as a rule. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(5);

    /** How long the owner's jobs take nobody knows here; one of many is likely to have ended by then. */
    private static final Duration OPEN_JOBS_PATIENCE = Duration.ofSeconds(15);

    private final Optional<RequestRate> rate;
    private final int perSecond;
    private final QueueDepth queue;
    private final UploadSlots uploads;
    private final int mostOpen;
    private final ToIntFunction<Caller> openJobs;

    /** @param openJobs how many of an owner's jobs have not ended */
    AdmissionPolicy(AdmissionConfig config, QueueDepth queue, ToIntFunction<Caller> openJobs) {
        this.perSecond = config.rate();
        this.rate =
                perSecond == 0 ? Optional.empty() : Optional.of(new RequestRate(perSecond, config.burst(), CLIENTS));
        this.queue = queue;
        this.uploads = new UploadSlots(config.uploads());
        this.mostOpen = config.openJobs();
        this.openJobs = openJobs;
    }

    /** @param now in nanoseconds, from any beginning */
    Admission request(String client, long now) {
        return rate.map(limit -> limit.take(client, now))
                .filter(Duration::isPositive)
                .map(wait -> refused(
                        ProblemType.TOO_MANY_REQUESTS,
                        "You may send %d requests a second. Wait as Retry-After says, and ask less often."
                                .formatted(perSecond),
                        wait))
                .orElseGet(Admission.Granted::new);
    }

    /** Whether the caller may have one more open job. Those on their way are no jobs yet, and are not counted. */
    Admission job(Caller caller) {
        if (mostOpen == 0 || openJobs.applyAsInt(caller) < mostOpen) {
            return new Admission.Granted();
        }
        return refused(
                ProblemType.TOO_MANY_JOBS,
                "You may have %d jobs that have not ended, and have as many. Submit again when some have ended, or dismiss those that are not needed any more by DELETE /jobs/{id}; GET /jobs?status=accepted,running lists them."
                        .formatted(mostOpen),
                OPEN_JOBS_PATIENCE);
    }

    Admission submission(ProcessID process) {
        return queue.patience(process)
                .map(wait -> refused(
                        ProblemType.QUEUE_FULL,
                        "Too many jobs wait for %s. Submit again after the time that Retry-After gives."
                                .formatted(process),
                        wait))
                .orElseGet(Admission.Granted::new);
    }

    Optional<UploadSlots.Slot> upload() {
        return uploads.take();
    }

    static Admission.Refused noSlot() {
        return new Admission.Refused(
                new Problem(
                        ProblemType.TOO_MANY_UPLOADS,
                        "This server receives as many tiles as it can. Send yours again in a moment."),
                UPLOAD_PATIENCE);
    }

    private static Admission refused(ProblemType type, String detail, Duration patience) {
        return new Admission.Refused(new Problem(type, detail), patience);
    }
}
