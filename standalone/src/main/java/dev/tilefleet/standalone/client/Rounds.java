package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks at jobs in turn, one request at a time however many they are, until all have ended. */
final class Rounds {
    private final Question question;
    private final Watcher watcher;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Map<UUID, StatusInfo.Status> seen = new HashMap<>();

    Rounds(Question question, Watcher watcher, InstantSource clock, Sleeper sleeper) {
        this.question = requireNonNull(question, "question");
        this.watcher = requireNonNull(watcher, "watcher");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
    }

    /** How a job is. */
    interface Question {
        Look ask(UUID job) throws InterruptedException;
    }

    /** Goes round at least once, and returns the jobs that have not ended in time. */
    List<UUID> go(Collection<UUID> jobs, Duration atMost) throws InterruptedException {
        Instant until = clock.instant().plus(atMost);
        PollSchedule schedule = new PollSchedule();
        Set<UUID> open = new LinkedHashSet<>(jobs);
        while (true) {
            for (UUID job : List.copyOf(open)) {
                if (isOver(job)) {
                    open.remove(job);
                }
            }
            Duration left = Duration.between(clock.instant(), until);
            if (open.isEmpty() || !left.isPositive()) {
                return List.copyOf(open);
            }
            Duration pause = schedule.next();
            sleeper.sleep(pause.compareTo(left) < 0 ? pause : left);
        }
    }

    private boolean isOver(UUID job) throws InterruptedException {
        Look look;
        try {
            look = question.ask(job);
        } catch (FleetException.Refused e) {
            watcher.refused(job, e);
            return true;
        }
        if (seen.put(job, look.info().status()) != look.info().status()) {
            watcher.changed(look);
        }
        return !(Awaited.of(look.info()) instanceof Awaited.Unfinished);
    }
}
