package dev.tilefleet.api.intake;

import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.telemetry.FleetMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes a job of a tile that is in the store: first the store says what was asked, then the queue carries it. */
public final class Acceptance {
    private static final String MEDIA_TYPE = "image/tiff";

    private final JobArchive archive;
    private final FleetLog log;
    private final JobView view;
    private final FleetMeters meters;
    private final Clock clock;
    private final Duration deadline;
    private final Duration expiry;

    /**
     * Accepts for one replica.
     *
     * @param deadline how long after its submission a job is given up
     * @param expiry how long after its submission its record may be read
     */
    public Acceptance(
            JobArchive archive,
            FleetLog log,
            JobView view,
            FleetMeters meters,
            Clock clock,
            Duration deadline,
            Duration expiry) {
        this.archive = archive;
        this.log = log;
        this.view = view;
        this.meters = meters;
        this.clock = clock;
        this.deadline = deadline;
        this.expiry = expiry;
    }

    /**
     * Returns once the job is acknowledged by store and queue.
     *
     * @throws dev.tilefleet.store.StoreUnavailableException nothing was promised
     * @throws dev.tilefleet.queue.QueueUnavailableException nothing was promised, though the job may run
     */
    Job accept(JobID id, String key, Arrival arrival) {
        Instant now = clock.instant();
        Submission asked = arrival.submission();
        Job job = archive.claim(new Job(
                id,
                asked.model().process(),
                asked.caller().owner(),
                new Job.Input(key, arrival.size(), arrival.sha256(), MEDIA_TYPE, arrival.name()),
                asked.model().digest(),
                now,
                now.plus(deadline),
                now.plus(expiry),
                asked.callbacks(),
                asked.parameters()));
        log.append(job);
        view.accepted(job);
        meters.accepted(job.process(), job.input().size());
        return job;
    }
}
