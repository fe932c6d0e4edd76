package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.standalone.StandaloneConfig;
import dev.tilefleet.worker.WorkerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration of a fleet started from the command line: the environment, with what the command line says over it
 * and what belongs to the installation under it.
 */
final class FleetOptions {
    /** Read by the launcher, by the client commands, by the logging or by tests. */
    private static final List<String> ELSEWHERE = List.of(
            EnvironmentDefaults.SERVER,
            EnvironmentDefaults.API_KEY,
            "TILEFLEET_LOG_LEVEL",
            "TILEFLEET_NO_FIX",
            "TILEFLEET_SHARED");

    private final Map<String, String> values = new HashMap<>();

    FleetOptions(Surroundings surroundings) {
        Path home = requireNonNull(surroundings.home(), "home");
        values.put(ModelsConfig.MODELS.variable(), home.resolve("models").toString());
        values.put(
                StandaloneConfig.DATA.variable(),
                home.resolve(".tilefleet/data").toString());
        surroundings.environment().forEach((name, value) -> {
            if (!value.isBlank()) {
                values.put(name, value);
            }
        });
    }

    FleetOptions with(Setting setting, Optional<?> value) {
        value.ifPresent(given -> values.put(setting.variable(), given.toString()));
        return this;
    }

    /** Ports that nobody else has. */
    FleetOptions onFreePorts() {
        return with(ApiConfig.HTTP_PORT, Optional.of(0)).with(ManagementConfig.MANAGEMENT_PORT, Optional.of(0));
    }

    /** To be read, and then checked. */
    Settings settings() {
        return new Settings(values).ignoring(known());
    }

    /** One environment may serve every part of a fleet: what another part reads is no misspelling. */
    private static Set<String> known() {
        return Stream.concat(
                        ELSEWHERE.stream(),
                        Stream.of(ApiProcess.SETTINGS, WorkerProcess.SETTINGS, StandaloneConfig.SETTINGS)
                                .flatMap(List::stream)
                                .map(Setting::variable))
                .collect(toSet());
    }

    /** @throws dev.tilefleet.config.InvalidConfigurationException if anything is wrong with it */
    StandaloneConfig standalone() {
        Settings settings = settings();
        StandaloneConfig config = StandaloneConfig.from(settings);
        settings.check();
        return config;
    }
}
