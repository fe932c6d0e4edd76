package dev.tilefleet.api.admission;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.Optional;

/** What is too much, and what is said then: first of the one client, then of all together. */
final class AdmissionPolicy {
    /** More clients than this at once do not share a replica, unless somebody pretends to be many. */
    private static final int CLIENTS = 10_000;

    /** A tile is received within seconds as a rule. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(5);

    private final Optional<RequestRate> rate;
    private final int perSecond;
    private final QueueDepth queue;
    private final UploadSlots uploads;

    AdmissionPolicy(AdmissionConfig config, QueueDepth queue) {
        this.perSecond = config.rate();
        this.rate =
                perSecond == 0 ? Optional.empty() : Optional.of(new RequestRate(perSecond, config.burst(), CLIENTS));
        this.queue = queue;
        this.uploads = new UploadSlots(config.uploads());
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
