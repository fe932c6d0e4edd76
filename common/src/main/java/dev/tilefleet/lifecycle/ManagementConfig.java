package dev.tilefleet.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How a process gets on with its surroundings: the port they ask, and how long they wait for its end.
 *
 * @param port 0 picks one
 * @param drainBudget how long a process that was told to stop may go on with what it has in hand
 */
public record ManagementConfig(String host, int port, Duration drainBudget) {
    public static final Setting MANAGEMENT_HOST =
            new Setting("MANAGEMENT_HOST", "127.0.0.1", "Address the management port listens on");
    public static final Setting MANAGEMENT_PORT =
            new Setting("MANAGEMENT_PORT", "8081", "Port of /livez, /readyz and /metrics; 0 picks a free one");

    public static final Setting DRAIN_BUDGET = new Setting(
            "DRAIN_BUDGET",
            "30s",
            "How long a process that was told to stop goes on with the jobs and requests it has in hand");

    public static final List<Setting> SETTINGS = List.of(MANAGEMENT_HOST, MANAGEMENT_PORT, DRAIN_BUDGET);

    public ManagementConfig {
        requireNonNull(host, "host");
        requireNonNull(drainBudget, "drainBudget");
    }

    public static ManagementConfig from(Settings settings) {
        return new ManagementConfig(
                settings.text(MANAGEMENT_HOST),
                settings.number(MANAGEMENT_PORT, 0, 65_535),
                settings.duration(DRAIN_BUDGET));
    }
}
