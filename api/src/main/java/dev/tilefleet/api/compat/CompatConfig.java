package dev.tilefleet.api.compat;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.List;

/**
 * The old services' addresses.
 *
 * @param process what they run
 * @param timeout how long a caller is kept waiting for his mask
 */
public record CompatConfig(ProcessID process, Duration timeout) {
    public static final Setting COMPAT_PROCESS =
            new Setting("COMPAT_PROCESS", "cloud-mask", "Process that /infer_image, /inference and /predict run");
    public static final Setting COMPAT_TIMEOUT = new Setting(
            "COMPAT_TIMEOUT",
            "60s",
            "How long /infer_image, /inference and /predict wait for the mask before they dismiss the job and answer 503; at most 80s");

    public static final List<Setting> SETTINGS = List.of(COMPAT_PROCESS, COMPAT_TIMEOUT);

    /** Shorter than the time after which the server gives a silent connection up. */
    private static final Duration LONGEST = Duration.ofSeconds(80);

    public CompatConfig {
        requireNonNull(process, "process");
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s=%s is not within 1ms and %s".formatted(COMPAT_TIMEOUT.variable(), timeout, LONGEST));
        }
    }

    public static CompatConfig from(Settings settings) {
        ProcessID process = settings.optional(COMPAT_PROCESS, ProcessID::new).orElseThrow();
        Duration timeout = settings.duration(COMPAT_TIMEOUT);
        return settings.checked(
                () -> new CompatConfig(process, timeout), () -> new CompatConfig(process, Duration.ofSeconds(1)));
    }
}
