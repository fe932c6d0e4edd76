package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tilefleet dismiss}. */
@Command(
        name = "dismiss",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "End jobs that have not ended; of those that have, tell how.")
final class DismissCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final ServerOption server;

    @Mixin
    private final JobsArgument jobs;

    DismissCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetClient fleet = server.fleet();
        return jobs.each(job -> {
                    screen.line(job + "  " + fleet.dismiss(job).status());
                    return Exit.OK;
                })
                .code();
    }
}
