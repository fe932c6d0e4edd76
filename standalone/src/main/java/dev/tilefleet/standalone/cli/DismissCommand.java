package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.standalone.client.Dismissal;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.Problem;
import dev.tilefleet.standalone.client.StatusInfo;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tilefleet dismiss}. */
@Command(
        name = "dismiss",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "End jobs that have not ended, and remove what ended ones left: their tiles and masks, for good.",
            "A job that is removed already is said to be so; that is no error."
        })
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
                    screen.line(job + "  " + told(fleet.dismiss(job)));
                    return Exit.OK;
                })
                .code();
    }

    /** The status alone does not tell whether the job was removed. */
    private static String told(Dismissal dismissal) {
        return switch (dismissal) {
            case Dismissal.Done(StatusInfo info) ->
                Stream.concat(Stream.of(info.status().toString()), info.message().stream())
                        .distinct()
                        .collect(joining("  "));
            case Dismissal.RemovedBefore(Problem problem) -> "removed already";
        };
    }
}
