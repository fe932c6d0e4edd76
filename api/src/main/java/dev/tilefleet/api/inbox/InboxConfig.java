package dev.tilefleet.api.inbox;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.outbox.After;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.store.Retention;
import java.time.Duration;
import java.util.List;

/**
 * How dropped files are taken.
 *
 * @param enabled whether they are
 * @param owner of their jobs
 * @param after what becomes of a file whose mask is there
 * @param sweep how often the inbox is looked through
 * @param concurrency files that a replica takes at a time
 * @param retention how long the store keeps a mark that nobody renews
 */
public record InboxConfig(
        boolean enabled, String owner, After after, Duration sweep, int concurrency, Duration retention) {
    public static final Setting INBOX = new Setting(
            "INBOX",
            "true",
            "Whether files under inbox/{process}/ in the bucket become jobs, with results under outbox/");
    public static final Setting INBOX_OWNER = new Setting(
            "INBOX_OWNER",
            "everybody",
            "Owner of the jobs of dropped files; with ACCESS=keys the owner of a key who shall see them");
    public static final Setting INBOX_AFTER = new Setting(
            "INBOX_AFTER",
            "keep",
            "What becomes of a dropped file whose mask is in the outbox: keep, move (beside its mask) or delete; the last two need a versioned bucket, or a store that deletes on condition");
    public static final Setting INBOX_SWEEP =
            new Setting("INBOX_SWEEP", "30s", "How often an api replica looks through the inbox");
    public static final Setting INBOX_CONCURRENCY =
            new Setting("INBOX_CONCURRENCY", "16", "Dropped files that an api replica takes at a time");

    public static final List<Setting> SETTINGS =
            List.of(INBOX, INBOX_OWNER, INBOX_AFTER, INBOX_SWEEP, INBOX_CONCURRENCY);

    public InboxConfig {
        requireNonNull(owner, "owner");
        requireNonNull(after, "after");
        requireNonNull(retention, "retention");
        if (owner.isBlank()) {
            throw new IllegalArgumentException(INBOX_OWNER.variable() + " must name somebody");
        }
        if (sweep.toMillis() < 1) {
            throw new IllegalArgumentException(INBOX_SWEEP.variable() + " must be 1ms at least");
        }
    }

    public static InboxConfig from(Settings settings) {
        boolean enabled = settings.flag(INBOX);
        String owner = settings.text(INBOX_OWNER);
        After after = settings.choice(INBOX_AFTER, After.class);
        Duration sweep = settings.duration(INBOX_SWEEP);
        int concurrency = settings.number(INBOX_CONCURRENCY, 1, 1_000);
        Duration retention = settings.duration(Retention.RETENTION);
        return settings.checked(
                () -> new InboxConfig(enabled, owner, after, sweep, concurrency, retention),
                () -> new InboxConfig(
                        enabled, INBOX_OWNER.fallback(), after, Duration.ofSeconds(1), concurrency, retention));
    }
}
