package dev.tilefleet.store;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How long objects of each kind stay, counted from their writing in whole days as lifecycle rules count them.
 *
 * <p>Two orders matter. An outcome outlives everything that could run its job again: its records on the queue, and its
 * document, which {@code reconcile} would queue. And a job's document goes before what it leads to: who can still ask
 * for a job finds all of it.
 *
 * @param jobs how long after its submission a job can be asked for, and its mask be had
 * @param expiry how long after its submission a job's records may be read from the queue, and so its tile be needed
 */
public record Retention(Duration jobs, Duration expiry) {
    public static final Setting RETENTION = new Setting(
            "RETENTION",
            "30d",
            "How long after its submission a job can be asked for, and its mask be had; whole days; at least JOB_EXPIRY");

    /** A job's document beside which its outcome is gone would be ended a second time, and stores may be days late. */
    private static final int LATE = 7;

    public Retention {
        requireNonNull(jobs, "jobs");
        requireNonNull(expiry, "expiry");
        if (jobs.compareTo(expiry) < 0) {
            throw new IllegalArgumentException(
                    "%s=%s is shorter than the %s for which a job's records may be read: it would run again without its outcome"
                            .formatted(RETENTION.variable(), jobs, expiry));
        }
    }

    /** Every setting read here. */
    public static final List<Setting> SETTINGS = List.of(RETENTION);

    /** @param expiry of job records, which the api decides */
    public static Retention from(Settings settings, Duration expiry) {
        Duration jobs = settings.duration(RETENTION);
        return settings.checked(() -> new Retention(jobs, expiry), () -> new Retention(expiry, expiry));
    }

    /**
     * Objects under the prefix may be removed when they are so old.
     *
     * @param prefix of keys, ends in a slash
     * @param days since they were written, one at least
     */
    public record Rule(String prefix, int days) {
        /** Names it among the rules of a bucket. */
        String id() {
            return LifecycleDocument.OURS + prefix.substring(0, prefix.length() - 1);
        }
    }

    /** One rule a kind, in the order in which objects of the same age may go. */
    public List<Rule> rules() {
        int asked = days(jobs);
        // A day is the finest that rules know.
        int found = asked + 1;
        int decided = asked + LATE;
        return List.of(
                new Rule(ObjectKeys.PROBES, 1),
                new Rule(ObjectKeys.INPUTS, days(expiry)),
                new Rule(ObjectKeys.KEYS, asked),
                new Rule(ObjectKeys.JOBS, asked),
                new Rule(ObjectKeys.RESULTS, found),
                new Rule(ObjectKeys.DELIVERIES, found),
                new Rule(ObjectKeys.RETRIES, found),
                new Rule(ObjectKeys.OUTCOMES, decided),
                new Rule(ObjectKeys.TOMBSTONES, decided));
    }

    /** Without these a job that has ended could run again, or one that was removed come back. */
    static boolean isDecision(Rule rule) {
        return rule.prefix().equals(ObjectKeys.OUTCOMES) || rule.prefix().equals(ObjectKeys.TOMBSTONES);
    }

    private static int days(Duration time) {
        return Math.max(1, Math.toIntExact(time.plusDays(1).minusNanos(1).toDays()));
    }
}
