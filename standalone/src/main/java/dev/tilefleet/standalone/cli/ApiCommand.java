package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.ApiProcess;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tilefleet api}. */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Run one api replica against the Kafka and S3 that TILEFLEET_* variables name,",
            "until it is told to end."
        })
final class ApiCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    ApiCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws InterruptedException {
        return Foreground.run(
                () -> ApiProcess.start(new FleetOptions(surroundings).settings(), Clock.systemUTC()), api -> {
                    api.awaitReady();
                    screen.line("ready http://127.0.0.1:" + api.port());
                });
    }
}
