package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.standalone.Standalone;
import dev.tilefleet.standalone.StandaloneConfig;
import dev.tilefleet.store.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tilefleet up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Run the whole fleet in this process, on the loopback interface, until it is told to end.",
            "Jobs and masks survive a restart, in the data folder."
        })
final class UpCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the api (default: 8080); 0 picks a free one.")
    private Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of /readyz and /metrics (default: 8081); 0 picks a free one.")
    private Integer managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "Where jobs, tiles and masks are kept.")
    private Path data;

    UpCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws InterruptedException {
        StandaloneConfig config = new FleetOptions(surroundings)
                .with(ApiConfig.HTTP_PORT, Optional.ofNullable(port))
                .with(ManagementConfig.MANAGEMENT_PORT, Optional.ofNullable(managementPort))
                .with(StandaloneConfig.DATA, Optional.ofNullable(data))
                .standalone();
        return Foreground.run(() -> Standalone.start(config, Clock.systemUTC(), Foreground::halt, _ -> {}), fleet -> {
            fleet.awaitReady();
            announce(fleet, config);
        });
    }

    private void announce(Standalone fleet, StandaloneConfig config) {
        StoreConfig store = fleet.store();
        screen.line("ready " + fleet.url());
        screen.line("  management  http://127.0.0.1:%d/readyz".formatted(fleet.managementPort()));
        screen.line("  data        " + config.data().toAbsolutePath());
        screen.line("  s3          %s  bucket %s  access key %s  secret key %s"
                .formatted(
                        store.endpoint(),
                        store.bucket(),
                        store.accessKey().reveal(),
                        store.secretKey().reveal()));
        screen.line("Ctrl-C ends it.");
    }
}
