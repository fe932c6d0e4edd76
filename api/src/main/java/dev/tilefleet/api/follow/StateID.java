package dev.tilefleet.api.follow;

import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.job.Status;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a state of a job, as the id of the event that tells it. It is made of what is known of the job alone, so that
 * every replica makes the same, and says which of two states is later: {@code accepted}, {@code running-1764000000000},
 * {@code successful}.
 *
 * @param since when the run began that is going on, in milliseconds since 1970; else 0
 */
record StateID(Status status, long since) {
    private static final Pattern FORM = Pattern.compile("(accepted|successful|failed|dismissed)|running-([0-9]{1,18})");

    static StateID of(KnownJob job) {
        return new StateID(job.status(), job.status() == Status.RUNNING ? job.startedMillis() : 0);
    }

    /** Empty if no replica wrote this. */
    static Optional<StateID> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                form.group(1) == null
                        ? new StateID(Status.RUNNING, Long.parseLong(form.group(2)))
                        : new StateID(Status.valueOf(form.group(1).toUpperCase(Locale.ROOT)), 0));
    }

    /** Whether a job in that state goes on to this one. There is nothing after an end. */
    boolean isAfter(StateID other) {
        int by = Integer.compare(rank(), other.rank());
        return by > 0 || (by == 0 && since > other.since);
    }

    private int rank() {
        return switch (status) {
            case ACCEPTED -> 0;
            case RUNNING -> 1;
            case SUCCESSFUL, FAILED, DISMISSED -> 2;
        };
    }

    @Override
    public String toString() {
        return status == Status.RUNNING ? status + "-" + since : status.toString();
    }
}
