package dev.tilefleet.standalone.demo;

import dev.tilefleet.standalone.client.Awaited;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.FleetException;
import dev.tilefleet.standalone.client.Sleeper;
import dev.tilefleet.standalone.client.StatusInfo;
import dev.tilefleet.standalone.client.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Takes one tile through a fleet, as a client. */
final class Traveller {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    /** How much too long, at most, a slow job may seem to have taken because nobody looked: a twentieth. */
    private static final int PRECISION = 20;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final FleetClient fleet;
    private final Narrator narrator;
    private final StopSignal stop;
    private final InstantSource clock;
    private final Sleeper sleeper;

    Traveller(FleetClient fleet, Narrator narrator, StopSignal stop, InstantSource clock, Sleeper sleeper) {
        this.fleet = fleet;
        this.narrator = narrator;
        this.stop = stop;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @throws DemoFailedException if there is no mask at the end */
    Trip travel(String process, Path tile) throws IOException, InterruptedException {
        try {
            Instant sent = clock.instant();
            narrator.doing("sending %s to /processes/%s/execution".formatted(tile.getFileName(), process));
            Submission submission = new Submission(process, tile, Map.of(), Optional.empty());
            StatusInfo ended = follow(fleet.submit(submission).info(), sent);
            Instant seen = clock.instant();
            byte[] mask = fleet.download(ended.jobID());
            return new Trip(ended, mask, sent, seen, clock.instant());
        } catch (FleetException e) {
            throw new DemoFailedException(e.getMessage(), e);
        }
    }

    private StatusInfo follow(StatusInfo accepted, Instant sent) throws InterruptedException {
        StatusInfo info = accepted;
        narrate(info);
        while (Awaited.of(info) instanceof Awaited.Unfinished) {
            Duration elapsed = Duration.between(sent, clock.instant());
            if (elapsed.compareTo(LONGEST) > 0) {
                throw new DemoFailedException(
                        "The job is still %s after %d minutes.".formatted(info.status(), LONGEST.toMinutes()));
            }
            Duration pause = elapsed.dividedBy(PRECISION);
            sleeper.sleep(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
            stop.check();
            StatusInfo.Status before = info.status();
            info = fleet.status(info.jobID());
            if (info.status() != before) {
                narrate(info);
            }
        }
        return successful(info);
    }

    /** An ended job's state is a result, another passes. */
    private void narrate(StatusInfo info) {
        String state = "job %s is %s".formatted(info.jobID(), info.status());
        if (Awaited.of(info) instanceof Awaited.Unfinished) {
            narrator.doing(state);
        } else {
            narrator.line(state);
        }
    }

    private static StatusInfo successful(StatusInfo info) {
        return switch (Awaited.of(info)) {
            case Awaited.Successful(var job) -> job;
            case Awaited.Failed failed -> throw new DemoFailedException("The job failed. " + failed.problem());
            case Awaited.Dismissed _ -> throw new DemoFailedException("The job was dismissed.");
            case Awaited.Unfinished _ -> throw new IllegalStateException("the job has ended");
        };
    }
}
