package dev.tilefleet.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.StoreConfig;
import java.util.List;
import java.util.stream.Stream;

/** What api and worker are both told: where store and brokers are, and on which port to ask after the process. */
public record FoundationConfig(ManagementConfig management, StoreConfig store, KafkaConfig kafka) {
    /** Every setting read here. */
    public static final List<Setting> SETTINGS = Stream.of(
                    ManagementConfig.SETTINGS, StoreConfig.SETTINGS, KafkaConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public FoundationConfig {
        requireNonNull(management, "management");
        requireNonNull(store, "store");
        requireNonNull(kafka, "kafka");
    }

    public static FoundationConfig from(Settings settings) {
        return new FoundationConfig(
                ManagementConfig.from(settings), StoreConfig.from(settings), KafkaConfig.from(settings));
    }
}
