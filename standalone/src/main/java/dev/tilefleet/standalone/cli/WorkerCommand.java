package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.worker.WorkerProcess;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tilefleet worker}. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Run one worker against the Kafka and S3 that TILEFLEET_* variables name,",
            "until it is told to end; then it drains."
        })
final class WorkerCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    WorkerCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws InterruptedException {
        return Foreground.run(
                () -> WorkerProcess.start(
                        new FleetOptions(surroundings).settings(), Clock.systemUTC(), Foreground::halt),
                _ -> screen.line("ready"));
    }
}
