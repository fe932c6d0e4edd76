package dev.tilefleet.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.List;

/**
 * The port that a process's surroundings ask.
 *
 * @param port 0 picks one
 */
public record ManagementConfig(String host, int port) {
    public static final Setting MANAGEMENT_HOST =
            new Setting("MANAGEMENT_HOST", "127.0.0.1", "Address the management port listens on");
    public static final Setting MANAGEMENT_PORT =
            new Setting("MANAGEMENT_PORT", "8081", "Port of /livez, /readyz and /metrics; 0 picks a free one");

    public static final List<Setting> SETTINGS = List.of(MANAGEMENT_HOST, MANAGEMENT_PORT);

    public ManagementConfig {
        requireNonNull(host, "host");
    }

    public static ManagementConfig from(Settings settings) {
        return new ManagementConfig(settings.text(MANAGEMENT_HOST), settings.number(MANAGEMENT_PORT, 0, 65_535));
    }
}
