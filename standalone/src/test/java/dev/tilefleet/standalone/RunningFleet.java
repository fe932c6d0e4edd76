package dev.tilefleet.standalone;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.config.Settings;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole fleet in this JVM, with the models of the checkout, for all tests of one class. */
final class RunningFleet implements BeforeAllCallback, AfterAllCallback {
    private final UnaryOperator<ApiConfig> but;
    private final Map<String, String> settings;
    private Path folder;
    private Standalone fleet;
    private TileStore store;
    private FleetUser user;

    /** With defaults where it has no reason for other values. */
    RunningFleet() {
        this(UnaryOperator.identity());
    }

    RunningFleet(UnaryOperator<ApiConfig> but) {
        this.but = but;
        this.settings = Map.of();
    }

    /** @param settings over those that it sets itself */
    RunningFleet(Map<String, String> settings) {
        this.but = UnaryOperator.identity();
        this.settings = Map.copyOf(settings);
    }

    /** Who talks to its api. */
    FleetUser user() {
        return user;
    }

    /** Who talks to its management port. */
    FleetUser operator() {
        return new FleetUser(URI.create("http://127.0.0.1:" + fleet.managementPort()));
    }

    /** The keys under this prefix in its store. */
    List<String> objects(String prefix) {
        return store.list(prefix);
    }

    /** Uploads of unknown length that lie on disk; their files have no names any more. */
    List<String> spooled() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(RunningFleet::target)
                    .filter(target -> target.startsWith(spool().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path spool() {
        return folder.resolve("spool");
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // That of the listing itself is gone by now.
            return "";
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("tilefleet-it-");
        Files.createDirectory(spool());
        fleet = Standalone.start(config(), Clock.systemUTC(), RunningFleet::hangs, _ -> {});
        fleet.awaitReady();
        store = new S3TileStore(fleet.store());
        user = new FleetUser(fleet.url());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (store != null) {
            store.close();
        }
        if (fleet != null) {
            fleet.close();
        }
        remove(folder);
    }

    private StandaloneConfig config() {
        Map<String, String> values = new HashMap<>();
        values.put(
                ModelsConfig.MODELS.variable(),
                TestingTiles.repository().resolve("models").toString());
        values.put(StandaloneConfig.DATA.variable(), folder.resolve("data").toString());
        values.put(ApiConfig.SPOOL.variable(), spool().toString());
        values.put(ApiConfig.HTTP_PORT.variable(), "0");
        values.put(ManagementConfig.MANAGEMENT_PORT.variable(), "0");
        values.putAll(settings);
        StandaloneConfig config = StandaloneConfig.from(new Settings(values));
        return new StandaloneConfig(
                config.data(),
                config.accessKey(),
                config.secretKey(),
                config.retention(),
                but.apply(config.api()),
                config.outbound(),
                config.compat(),
                config.webhooks(),
                config.inbox(),
                config.echo(),
                config.management(),
                config.worker(),
                config.inference(),
                config.models());
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hangs() {
        throw new AssertionError("a stage hangs");
    }
}
