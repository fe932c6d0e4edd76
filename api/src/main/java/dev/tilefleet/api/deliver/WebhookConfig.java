package dev.tilefleet.api.deliver;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How callbacks are told.
 *
 * @param secrets sign every request, each of them; empty leaves requests unsigned
 * @param schedule of the attempts
 * @param concurrency requests of a replica at a time
 * @param originConcurrency of them to one origin (scheme, host and port)
 * @param sweep how often the store is asked for what is due
 */
public record WebhookConfig(
        SigningSecrets secrets, RetrySchedule schedule, int concurrency, int originConcurrency, Duration sweep) {

    public static final Setting WEBHOOK_SECRETS = new Setting(
            "WEBHOOK_SECRETS",
            "",
            "Secrets that sign requests to callbacks, `whsec_` and 24 to 64 bytes in Base64, separated by commas; each signs, so that receivers can change over. Without one requests are unsigned");
    public static final Setting WEBHOOK_RETRIES = new Setting(
            "WEBHOOK_RETRIES",
            "1m,5m,30m,1h,2h,4h,8h,12h,20h",
            "Pauses between the attempts to tell a callback, each stretched by up to a fifth at random");
    public static final Setting WEBHOOK_CONCURRENCY =
            new Setting("WEBHOOK_CONCURRENCY", "32", "Requests to callbacks at a time, of each api replica");
    public static final Setting WEBHOOK_ORIGIN_CONCURRENCY = new Setting(
            "WEBHOOK_ORIGIN_CONCURRENCY", "4", "Of them to one scheme, host and port, so that none is flooded");
    public static final Setting WEBHOOK_SWEEP =
            new Setting("WEBHOOK_SWEEP", "15s", "How often an api replica asks the store which callbacks are due");

    public static final List<Setting> SETTINGS =
            List.of(WEBHOOK_SECRETS, WEBHOOK_RETRIES, WEBHOOK_CONCURRENCY, WEBHOOK_ORIGIN_CONCURRENCY, WEBHOOK_SWEEP);

    public WebhookConfig {
        requireNonNull(secrets, "secrets");
        requireNonNull(schedule, "schedule");
        if (sweep.toMillis() < 1) {
            throw new IllegalArgumentException(WEBHOOK_SWEEP.variable() + " must be 1ms at least");
        }
    }

    public static WebhookConfig from(Settings settings) {
        SigningSecrets secrets =
                settings.secret(WEBHOOK_SECRETS, SigningSecrets::parse).orElse(SigningSecrets.NONE);
        List<Duration> pauses = settings.durations(WEBHOOK_RETRIES);
        int concurrency = settings.number(WEBHOOK_CONCURRENCY, 1, 1_000);
        int originConcurrency = settings.number(WEBHOOK_ORIGIN_CONCURRENCY, 1, 1_000);
        Duration sweep = settings.duration(WEBHOOK_SWEEP);
        return settings.checked(
                () -> new WebhookConfig(secrets, new RetrySchedule(pauses), concurrency, originConcurrency, sweep),
                () -> new WebhookConfig(
                        secrets, new RetrySchedule(List.of()), concurrency, originConcurrency, Duration.ofSeconds(1)));
    }
}
