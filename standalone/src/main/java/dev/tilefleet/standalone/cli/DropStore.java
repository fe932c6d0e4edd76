package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.standalone.Standalone;
import dev.tilefleet.standalone.StandaloneConfig;
import dev.tilefleet.standalone.StartFailedException;
import dev.tilefleet.store.StoreConfig;
import java.nio.file.Path;

/** Finds the bucket that a file is dropped into: the one that the environment names, else that of the fleet up here. */
record DropStore(Surroundings surroundings) {
    DropStore {
        requireNonNull(surroundings, "surroundings");
    }

    /**
     * How it is reached.
     *
     * @throws StartFailedException with a message for a person, if no bucket is named and no fleet is up here
     */
    StoreConfig config() {
        Settings settings = new FleetOptions(surroundings).settings();
        if (surroundings.environment().containsKey(StoreConfig.S3_ENDPOINT.variable())) {
            StoreConfig config = StoreConfig.from(settings);
            settings.check();
            return config;
        }
        Path data = settings.path(StandaloneConfig.DATA);
        Secret accessKey = settings.secret(StandaloneConfig.EMBEDDED_ACCESS_KEY);
        Secret secretKey = settings.secret(StandaloneConfig.EMBEDDED_SECRET_KEY);
        settings.check();
        return Standalone.storeOf(data, accessKey, secretKey)
                .orElseThrow(() -> new StartFailedException(new IllegalStateException(
                        "no fleet is up in %s. Run 'tilefleet up', or name a bucket by %s and the like"
                                .formatted(data, StoreConfig.S3_ENDPOINT.variable()))));
    }
}
