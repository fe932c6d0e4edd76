package dev.tilefleet.api.deliver;

import java.time.Duration;
import java.util.Optional;

/** What came of one request to a callback. */
sealed interface Reply {
    /**
     * The receiver answered.
     *
     * @param retryAfter how long it asks to be left alone
     */
    record Answered(int status, Optional<Duration> retryAfter) implements Reply {}

    /**
     * Nobody did, or nothing was sent.
     *
     * @param problem a sentence for the job's owner
     */
    record Unanswered(String problem) implements Reply {}
}
