package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a replica knows of a job, from records that may come in any order and more than once. Small, since a replica
 * knows very many: times are milliseconds since 1970, {@link #NEVER} where none is known.
 *
 * @param owner whose it is; empty, and it is nobody's, while only hints were heard of it
 * @param heard when the latest news came, or when the store was last asked about it
 * @param isRemoved whether it ended some time ago, known or not how, and is removed
 */
public record KnownJob(
        JobID jobID,
        ProcessID process,
        Optional<String> owner,
        long submittedMillis,
        long deadlineMillis,
        long startedMillis,
        long heard,
        Optional<PackedEnd> packedEnd,
        boolean isRemoved) {

    /** Before any time, so that the later of two times is the known one. */
    static final long NEVER = Long.MIN_VALUE;

    /** Submitted just now. */
    public static KnownJob accepted(Job job) {
        return accepted(job, job.submitted());
    }

    static KnownJob accepted(Job job, Instant heard) {
        return new KnownJob(
                job.jobID(),
                job.process(),
                Optional.of(job.owner()),
                job.submitted().toEpochMilli(),
                job.deadline().toEpochMilli(),
                NEVER,
                heard.toEpochMilli(),
                Optional.empty(),
                false);
    }

    /** Began just now. */
    static KnownJob running(Progress progress) {
        return running(progress, progress.since());
    }

    static KnownJob running(Progress progress, Instant heard) {
        return new KnownJob(
                progress.jobID(),
                progress.process(),
                Optional.empty(),
                NEVER,
                NEVER,
                progress.since().toEpochMilli(),
                heard.toEpochMilli(),
                Optional.empty(),
                false);
    }

    /** Ended just now. */
    static KnownJob ended(Outcome outcome) {
        End end = End.of(outcome);
        return new KnownJob(
                outcome.jobID(),
                outcome.process(),
                Optional.of(outcome.owner()),
                NEVER,
                NEVER,
                NEVER,
                outcome.decided().toEpochMilli(),
                Optional.of(PackedEnd.of(outcome.jobID(), end, end.run().map(End.Run::by))),
                false);
    }

    /** Removed just now. */
    static KnownJob removed(Tombstone tombstone) {
        return removed(tombstone, tombstone.removed());
    }

    static KnownJob removed(Tombstone tombstone, Instant heard) {
        return new KnownJob(
                tombstone.jobID(),
                tombstone.process(),
                Optional.of(tombstone.owner()),
                NEVER,
                NEVER,
                NEVER,
                heard.toEpochMilli(),
                Optional.empty(),
                true);
    }

    /** Both together; an end that is known stays, and so does a removal, whatever comes after. */
    KnownJob and(KnownJob news) {
        return new KnownJob(
                jobID,
                process,
                // All of a job's documents name the same one; what comes from the log is in memory once.
                news.owner.isPresent() ? news.owner : owner,
                Math.max(submittedMillis, news.submittedMillis),
                Math.max(deadlineMillis, news.deadlineMillis),
                // A job that began again did so later, in whatever order the hints come.
                Math.max(startedMillis, news.startedMillis),
                Math.max(heard, news.heard),
                packedEnd.isPresent() ? packedEnd : news.packedEnd,
                isRemoved || news.isRemoved);
    }

    /** Whether this caller may see it. */
    public boolean belongsTo(Caller caller) {
        return owner.filter(caller::owns).isPresent();
    }

    /** Empty while only its end is known. */
    Optional<Instant> submitted() {
        return time(submittedMillis);
    }

    Optional<Instant> deadline() {
        return time(deadlineMillis);
    }

    Optional<Instant> started() {
        return time(startedMillis);
    }

    /** How it ended; empty while nobody knows, and for one that is known as removed alone. */
    public Optional<Outcome.Ending> ending() {
        return end().map(End::ending);
    }

    /** Whether it ended by a worker's attempt. */
    boolean isRun() {
        return packedEnd.filter(PackedEnd::isRun).isPresent();
    }

    /** When its end was decided; {@link #NEVER} if it is not known. */
    long decidedMillis() {
        return packedEnd.map(PackedEnd::decidedMillis).orElse(NEVER);
    }

    Optional<End> end() {
        return packedEnd.map(end -> end.unpack(jobID));
    }

    /** Whether nothing will happen to it any more, but that it may be removed. */
    public boolean isOver() {
        return packedEnd.isPresent() || isRemoved;
    }

    /**
     * Whether its end is not known and nothing was heard of it for so long: its last record may have been read before
     * its first, or not at all.
     */
    boolean isSilent(Instant now, Duration patience) {
        return !isOver() && now.toEpochMilli() - heard >= patience.toMillis();
    }

    /** Whether nobody has ended it, and its time is over. */
    boolean isOverdue(Instant now) {
        return !isOver() && deadlineMillis != NEVER && now.toEpochMilli() >= deadlineMillis;
    }

    public Status status() {
        if (isRemoved) {
            return Status.DISMISSED;
        }
        return packedEnd.map(PackedEnd::status).orElse(startedMillis == NEVER ? Status.ACCEPTED : Status.RUNNING);
    }

    private static Optional<Instant> time(long millis) {
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
