package dev.tilefleet.store;

import java.io.IOException;

/** Why one request to the store did not do what was asked. */
sealed interface S3Failure {

    /**
     * The store said no, in S3's own words.
     *
     * @param status of HTTP
     * @param code S3's error code, such as {@code NoSuchKey}
     * @param message of the store
     */
    record Refused(int status, String code, String message) implements S3Failure {}

    /** Something answered that does not speak S3: a proxy's error page, a web server. */
    record Garbled(String answer) implements S3Failure {}

    /** Nothing answered, or the answer was lost on its way: the request may have been carried out. */
    record Unanswered(IOException cause) implements S3Failure {}

    /** Only this counts as absence; a missing bucket, a gateway's 404 and the like do not. */
    default boolean isNoSuchKey() {
        return this instanceof Refused(int _, String code, String _) && code.equals("NoSuchKey");
    }

    /** Whether the version that a request named is not there, or not the current one any more. */
    default boolean isStale() {
        return switch (this) {
            case Refused(int status, String code, String _) ->
                status == 412 || code.equals("NoSuchKey") || code.equals("NoSuchVersion");
            case Garbled _, Unanswered _ -> false;
        };
    }

    /** Whether the store has no such request, or no such condition on it. */
    default boolean isNotImplemented() {
        return switch (this) {
            case Refused(int status, String code, String _) -> status == 501 || code.equals("NotImplemented");
            case Garbled _, Unanswered _ -> false;
        };
    }

    /** Whether the store asks for patience, so that the same request may succeed a moment later. */
    default boolean isPassing() {
        return this instanceof Refused(int status, String _, String _) && isPassing(status);
    }

    /**
     * Whether, after a conditional PUT, the key has to be read to know who holds it. 412 and 409 say that somebody else
     * does, which may be an earlier try of this very request; where no answer came, nobody knows.
     */
    default boolean leavesInDoubt() {
        return switch (this) {
            case Refused(int status, String _, String _) -> status == 412 || status == 409 || isPassing(status);
            case Garbled _, Unanswered _ -> true;
        };
    }

    private static boolean isPassing(int status) {
        return switch (status) {
            case 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
