package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.StatusInfo;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(names = "--json", description = "Print the server's own JSON, a document a line.")
    private boolean json;

    StatusCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetClient fleet = server.fleet();
        return jobs.each(job -> show(fleet, job)).code();
    }

    private Exit show(FleetClient fleet, UUID job) throws InterruptedException {
        FleetClient.Look look = fleet.look(job);
        if (json) {
            screen.line(look.document().strip().replaceAll("\\p{Cc}+", " "));
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
