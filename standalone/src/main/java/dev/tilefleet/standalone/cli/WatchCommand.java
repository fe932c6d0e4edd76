package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.Awaited;
import dev.tilefleet.standalone.client.FleetException;
import dev.tilefleet.standalone.client.Look;
import dev.tilefleet.standalone.client.StatusInfo;
import dev.tilefleet.standalone.client.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tilefleet watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Follow jobs until all have ended. Prints a line for each state of each: job id, status, what it means.",
            "Exit code 1 if one failed, was dismissed or has not ended in time."
        })
final class WatchCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final ServerOption server;

    @Mixin
    private final JobsArgument jobs;

    @Mixin
    private final JsonOption json;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1d",
            converter = TimeSpan.class,
            description = "How long to follow them, all in all (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    WatchCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
        this.json = new JsonOption(screen);
    }

    @Override
    public Integer call() throws InterruptedException {
        Log log = new Log();
        List<UUID> unfinished = server.fleet().watch(jobs.distinct(), timeout, log);
        unfinished.forEach(job -> log.fault(job, "has not ended in time; the fleet goes on with it"));
        return log.exit.code();
    }

    private final class Log implements Watcher {
        private Exit exit = Exit.OK;

        @Override
        public void changed(Look look) {
            StatusInfo info = look.info();
            String meaning =
                    info.problem().map(Object::toString).or(info::message).orElse("");
            json.print(
                    look.document(),
                    "%s  %-10s  %s"
                            .formatted(info.jobID(), info.status(), meaning)
                            .stripTrailing());
            exit = exit.or(
                    switch (Awaited.of(info)) {
                        case Awaited.Successful _, Awaited.Unfinished _ -> Exit.OK;
                        case Awaited.Failed _, Awaited.Dismissed _ -> Exit.JOB_FAILED;
                    });
        }

        @Override
        public void refused(UUID job, FleetException.Refused why) {
            fault(job, why.getMessage());
        }

        private void fault(UUID job, String reason) {
            screen.complaint(job + "  " + reason);
            exit = exit.or(Exit.JOB_FAILED);
        }
    }
}
