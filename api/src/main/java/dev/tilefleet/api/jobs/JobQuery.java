package dev.tilefleet.api.jobs;

import static java.util.stream.Collectors.toCollection;

import dev.tilefleet.api.edge.QueryParameters;
import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import dev.tilefleet.job.Status;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which jobs are asked for, by the parameters of OGC API – Processes 1.0, clause 11 (job list).
 *
 * @param processes all of them if empty
 * @param created when they were submitted
 * @param minSeconds least duration in seconds, from start to end or, while a job runs, until now
 * @param maxSeconds greatest duration
 * @param limit the most jobs of one page
 * @param after where the page before ended
 */
record JobQuery(
        Set<String> processes,
        Set<Status> statuses,
        TimeInterval created,
        OptionalLong minSeconds,
        OptionalLong maxSeconds,
        int limit,
        Optional<Place> after) {
    static final String CURSOR = "cursor";
    static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final String PROCESS = "process";

    /** @throws dev.tilefleet.job.ProblemException {@code invalid-parameter} */
    static JobQuery of(MultiMap query) {
        QueryParameters parameters = new QueryParameters(query);
        for (String type : parameters.list("type")) {
            if (!type.equals(PROCESS)) {
                throw QueryParameters.refused(
                        "Jobs are of type \"process\" here, none is of type \"%s\".".formatted(type));
            }
        }
        return new JobQuery(
                parameters.list("processID"),
                statuses(parameters),
                parameters
                        .single(
                                "datetime",
                                "an RFC 3339 time or an interval such as 2026-11-01T00:00:00Z/..",
                                TimeInterval::parse)
                        .orElse(TimeInterval.ALL),
                parameters.number("minDuration", 0),
                parameters.number("maxDuration", 0),
                (int) Math.min(parameters.number("limit", 1).orElse(USUAL), MOST),
                parameters.single(CURSOR, "what a link \"next\" says", Cursor::parse));
    }

    private static Set<Status> statuses(QueryParameters parameters) {
        Set<String> names = parameters.list("status");
        return names.isEmpty()
                ? EnumSet.allOf(Status.class)
                : names.stream().map(JobQuery::status).collect(toCollection(() -> EnumSet.noneOf(Status.class)));
    }

    private static Status status(String name) {
        return Arrays.stream(Status.values())
                .filter(status -> status.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> QueryParameters.refused("No job has status \"%s\"; there are: %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        Arrays.stream(Status.values())
                                                .map(Status::toString)
                                                .toList()))));
    }

    /** Whether this job is among them; what limit and cursor say aside. One that was removed never is. */
    boolean asksFor(KnownJob job, Instant now) {
        return !job.isRemoved()
                && statuses.contains(job.status())
                && (processes.isEmpty() || processes.contains(job.process().value()))
                && job.submitted().filter(created::contains).isPresent()
                && hasDuration(job, now);
    }

    private boolean hasDuration(KnownJob job, Instant now) {
        if (minSeconds.isEmpty() && maxSeconds.isEmpty()) {
            return true;
        }
        Optional<End> end = job.end();
        Optional<Duration> duration = StatusInfo.started(job, end)
                .map(started -> Duration.between(started, end.map(End::decided).orElse(now)));
        return duration.filter(ran -> ran.compareTo(Duration.ofSeconds(minSeconds.orElse(0))) >= 0)
                .filter(ran -> ran.compareTo(Duration.ofSeconds(maxSeconds.orElse(Long.MAX_VALUE))) <= 0)
                .isPresent();
    }
}
