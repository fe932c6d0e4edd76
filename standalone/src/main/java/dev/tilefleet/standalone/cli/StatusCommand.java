package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.Look;
import dev.tilefleet.standalone.client.StatusInfo;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tilefleet status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Show what the fleet knows about jobs. Exit code 1 if one failed or was dismissed.")
final class StatusCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final ServerOption server;

    @Mixin
    private final JobsArgument jobs;

    @Mixin
    private final JsonOption json;

    StatusCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
        this.json = new JsonOption(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetClient fleet = server.fleet();
        return jobs.each(job -> show(fleet, job)).code();
    }

    private Exit show(FleetClient fleet, UUID job) throws InterruptedException {
        Look look = fleet.look(job);
        if (json.isWanted()) {
            screen.document(look.document());
        } else {
            StatusPage.lines(look.info()).forEach(screen::line);
        }
        return exit(look.info());
    }

    private static Exit exit(StatusInfo info) {
        return switch (info.status()) {
            case ACCEPTED, RUNNING, SUCCESSFUL -> Exit.OK;
            case FAILED, DISMISSED -> Exit.JOB_FAILED;
        };
    }
}
