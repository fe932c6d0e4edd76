package dev.tilefleet.api.access;

import dev.tilefleet.job.Problem;

/** What comes of looking at the credentials of a request. */
sealed interface Verdict {

    /** It is this one's. */
    record Known(Caller caller) implements Verdict {}

    /**
     * It is nobody's.
     *
     * @param challenge what {@code WWW-Authenticate} says (RFC 6750, section 3)
     */
    record Refused(String challenge, Problem problem) implements Verdict {}
}
