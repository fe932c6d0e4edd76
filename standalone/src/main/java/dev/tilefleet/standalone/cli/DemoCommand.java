package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.standalone.StandaloneConfig;
import dev.tilefleet.standalone.client.Entrance;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.demo.Demo;
import dev.tilefleet.standalone.demo.DemoFailedException;
import dev.tilefleet.standalone.demo.Narrator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tilefleet demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Start a fleet, have it mask a real Sentinel-2 tile, compare the mask with hand labels, stop the fleet.",
            "Uses free ports of the loopback interface and a temporary folder."
        })
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "tilefleet-demo",
            description =
                    "Folder for mask and picture, those of a former run are replaced (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--keep", description = "Keep the fleet's data.")
    private boolean keep;

    DemoCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Better now than when the fleet has run.
        MaskFolder.at(folder, true);
        Clock clock = surroundings.clock().withZone(ZoneOffset.UTC);
        Demo demo = new Demo(this::config, this::fleet, narrator(), clock, Foreground::halt);
        try {
            boolean finished = demo.run(new Demo.Options(folder, keep, !logLevelIsSet()));
            return (finished ? Exit.OK : Exit.JOB_FAILED).code();
        } catch (DemoFailedException e) {
            screen.complaint(e.getMessage());
            return Exit.JOB_FAILED.code();
        } finally {
            screen.bar("");
        }
    }

    private FleetClient fleet(URI address) {
        return surroundings.fleets().apply(Entrance.of(address));
    }

    private StandaloneConfig config(Path data) {
        return new FleetOptions(surroundings)
                .onFreePorts()
                .with(StandaloneConfig.DATA, Optional.of(data))
                .with(ModelsConfig.MODELS, Optional.of(surroundings.home().resolve("models")))
                .with(ModelsConfig.PROCESSES, Optional.of(Demo.PROCESS))
                .standalone();
    }

    private boolean logLevelIsSet() {
        return !surroundings
                .environment()
                .getOrDefault("TILEFLEET_LOG_LEVEL", "")
                .isBlank();
    }

    /** What goes on is a bar where a person watches, and lines for a log. */
    private Narrator narrator() {
        return new Narrator() {
            @Override
            public void doing(String what) {
                if (surroundings.terminal()) {
                    screen.bar(what + " ...");
                } else {
                    screen.line(what);
                }
            }

            @Override
            public void line(String text) {
                screen.bar("");
                screen.line(text);
            }
        };
    }
}
