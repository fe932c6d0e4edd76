package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a replica knows of a job, from records that may come in any order and more than once.
 *
 * @param submitted empty while only its end is known
 * @param lookedUp when the store was last asked about it
 * @param isRemoved whether it ended some time ago, known or not how, and is removed
 */
record KnownJob(
        JobID jobID,
        ProcessID process,
        Optional<Instant> submitted,
        Optional<Instant> deadline,
        Optional<Instant> started,
        Optional<Instant> lookedUp,
        Optional<Outcome> outcome,
        boolean isRemoved) {

    static KnownJob accepted(Job job) {
        return new KnownJob(
                job.jobID(),
                job.process(),
                Optional.of(job.submitted()),
                Optional.of(job.deadline()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static KnownJob running(Progress progress) {
        return new KnownJob(
                progress.jobID(),
                progress.process(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(progress.since()),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static KnownJob ended(Outcome outcome) {
        return new KnownJob(
                outcome.jobID(),
                outcome.process(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(outcome),
                false);
    }

    static KnownJob removed(Tombstone tombstone) {
        return new KnownJob(
                tombstone.jobID(),
                tombstone.process(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** Both together; an end that is known stays, and so does a removal, whatever comes after. */
    KnownJob and(KnownJob news) {
        return new KnownJob(
                jobID,
                process,
                submitted.or(news::submitted),
                deadline.or(news::deadline),
                latest(started, news.started()),
                latest(lookedUp, news.lookedUp()),
                outcome.or(news::outcome),
                isRemoved || news.isRemoved());
    }

    /** A job that began again did so later, in whatever order the hints come. */
    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** The same, known from the store at this time. */
    KnownJob lookedUp(Instant now) {
        return new KnownJob(jobID, process, submitted, deadline, started, Optional.of(now), outcome, isRemoved);
    }

    /**
     * Whether its end is not known and nothing was heard of it for so long: its last record may have been read before
     * its first, or not at all.
     */
    boolean isSilent(Instant now, Duration patience) {
        return !isOver()
                && Stream.of(submitted, started, lookedUp)
                        .flatMap(Optional::stream)
                        .noneMatch(heard -> heard.plus(patience).isAfter(now));
    }

    /** Whether nobody has ended it, and its time is over. */
    boolean isOverdue(Instant now) {
        return !isOver() && deadline.isPresent() && !now.isBefore(deadline.get());
    }

    /** Whether nothing will happen to it any more, but that it may be removed. */
    boolean isOver() {
        return outcome.isPresent() || isRemoved;
    }

    Status status() {
        if (isRemoved) {
            return Status.DISMISSED;
        }
        return outcome.map(end -> end.ending().status()).orElse(started.isPresent() ? Status.RUNNING : Status.ACCEPTED);
    }
}
