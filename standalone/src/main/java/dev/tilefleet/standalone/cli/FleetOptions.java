package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.standalone.StandaloneConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a fleet started from the command line: the environment, with what the command line says over it
 * and what belongs to the installation under it.
 */
final class FleetOptions {
    /** Read by the launcher, by the client commands, by the logging or by tests. */
    private static final Set<String> OTHERS =
            Set.of(EnvironmentDefaults.SERVER, "TILEFLEET_LOG_LEVEL", "TILEFLEET_NO_FIX", "TILEFLEET_SHARED");

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

    /** @throws dev.tilefleet.config.InvalidConfigurationException if anything is wrong with it */
    StandaloneConfig read() {
        Settings settings = new Settings(values).ignoring(OTHERS);
        StandaloneConfig config = StandaloneConfig.from(settings);
        settings.check();
        return config;
    }
}
