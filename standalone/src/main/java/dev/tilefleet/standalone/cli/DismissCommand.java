package dev.tilefleet.standalone.cli;

import static java.util.stream.Collectors.joining;

import dev.tilefleet.standalone.client.Dismissal;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.Look;
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
    @Mixin
    private final ServerOption server;

    @Mixin
    private final JobsArgument jobs;

    @Mixin
    private final JsonOption json;

    DismissCommand(Surroundings surroundings, Screen screen) {
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
        this.json = new JsonOption(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetClient fleet = server.fleet();
        return jobs.each(job -> {
                    Dismissal dismissal = fleet.dismiss(job);
                    json.print(dismissal.document(), job + "  " + told(dismissal));
                    return Exit.OK;
                })
                .code();
    }

    /** The status alone does not tell whether the job was removed. */
    private static String told(Dismissal dismissal) {
        return switch (dismissal) {
            case Dismissal.Done(Look look) ->
                Stream.concat(Stream.of(look.info().status().toString()), look.info().message().stream())
                        .distinct()
                        .collect(joining("  "));
            case Dismissal.RemovedBefore _ -> "removed already";
        };
    }
}
