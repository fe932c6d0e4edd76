package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

/**
 * Why a request or a job failed, said to the person who can change it (RFC 9457).
 *
 * @param detail one sentence or two about this occurrence: what was found, what is needed, what to change
 */
public record Problem(ProblemType type, String detail) {
    public Problem {
        requireNonNull(type, "type");
        requireNonNull(detail, "detail");
    }

    /** Nobody finished the job in its time. */
    public static Problem deadlineExceeded(Job job) {
        return new Problem(
                ProblemType.DEADLINE_EXCEEDED,
                "The job was not done by its deadline, %s. Submit it again; if the fleet is always so busy, give it more workers."
                        .formatted(job.deadline()));
    }
}
