package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tilefleet results}. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Download masks of successful jobs, as JOB.npy.")
final class ResultsCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final ServerOption server;

    @Mixin
    private final JobsArgument jobs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for the masks, made if need be (default: here).")
    private Path folder;

    @Option(names = "--json", description = "Print the server's own JSON, links to the results, and download nothing.")
    private boolean json;

    @Option(names = "--overwrite", description = "Replace files of the same name and other content.")
    private boolean overwrite;

    ResultsCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.jobs = new JobsArgument(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetClient fleet = server.fleet();
        if (json) {
            return jobs.each(job -> {
                        screen.document(fleet.results(job));
                        return Exit.OK;
                    })
                    .code();
        }
        MaskFolder masks = MaskFolder.at(folder, overwrite);
        return jobs.each(job -> fetch(fleet, job, masks)).code();
    }

    private Exit fetch(FleetClient fleet, UUID job, MaskFolder masks) throws IOException, InterruptedException {
        Path mask = masks.keep(job.toString(), fleet.download(job));
        screen.line(job + "  " + mask);
        return Exit.OK;
    }
}
