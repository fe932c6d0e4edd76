package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

/** The fleet did not do what was asked. */
public abstract sealed class FleetException extends RuntimeException {
    private FleetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No fleet answered, or it has been unavailable through all retries: the same request may do better later. */
    public static final class Unreachable extends FleetException {
        Unreachable(String message) {
            super(message, null);
        }

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The fleet understood the request and says why it does not serve it. */
    public static final class Refused extends FleetException {
        private final transient Problem problem;

        private final String document;

        /** @param document the server's own */
        Refused(Problem problem, String document) {
            super(requireNonNull(problem, "problem").toString(), null);
            this.problem = problem;
            this.document = requireNonNull(document, "document");
        }

        String document() {
            return document;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** The fleet does not know who asks: it wants an API key, or another one. No request will do better. */
    public static final class Denied extends FleetException {
        Denied(Problem problem) {
            super(problem.toString(), null);
        }
    }
}
