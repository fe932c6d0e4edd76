package dev.tilefleet.api.compat;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The old services' addresses.
 *
 * @param named what they run, if somebody has said so
 * @param timeout how long a caller is kept waiting for his mask
 */
public record CompatConfig(Optional<ProcessID> named, Duration timeout) {
    public static final Setting COMPAT_PROCESS = new Setting(
            "COMPAT_PROCESS",
            "",
            "Process that /infer_image, /inference and /predict run, one of those that are served; empty means cloud-mask, and where"
                    + " that is not served they answer no-such-process");
    public static final Setting COMPAT_TIMEOUT = new Setting(
            "COMPAT_TIMEOUT",
            "60s",
            "How long /infer_image, /inference and /predict wait for the mask before they dismiss the job and answer 503; at most 80s");

    public static final List<Setting> SETTINGS = List.of(COMPAT_PROCESS, COMPAT_TIMEOUT);

    private static final ProcessID USUAL = new ProcessID("cloud-mask");

    /** Shorter than the time after which the server gives a silent connection up. */
    private static final Duration LONGEST = Duration.ofSeconds(80);

    public CompatConfig {
        requireNonNull(named, "named");
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s=%s is not within 1ms and %s".formatted(COMPAT_TIMEOUT.variable(), timeout, LONGEST));
        }
    }

    public static CompatConfig from(Settings settings) {
        Optional<ProcessID> named = settings.optional(COMPAT_PROCESS, ProcessID::new);
        Duration timeout = settings.duration(COMPAT_TIMEOUT);
        return settings.checked(
                () -> new CompatConfig(named, timeout), () -> new CompatConfig(named, Duration.ofSeconds(1)));
    }

    /** What they run, served or not. */
    public ProcessID process() {
        return named.orElse(USUAL);
    }

    /**
     * Sees at the start what a caller would be told at his first request.
     *
     * @throws IllegalStateException for a person, if a process is named and is none of these
     */
    public void requireServed(Collection<ProcessID> served) {
        if (named.isPresent() && !served.contains(process())) {
            throw new IllegalStateException("%s=%s names a process that is not served. Name one of these: %s."
                    .formatted(
                            COMPAT_PROCESS.variable(),
                            process(),
                            served.stream().map(ProcessID::value).sorted().collect(joining(", "))));
        }
    }
}
