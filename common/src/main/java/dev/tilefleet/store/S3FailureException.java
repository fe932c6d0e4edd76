package dev.tilefleet.store;

/** Carries an {@link S3Failure} from the one request that met it to whoever knows what it means there. */
final class S3FailureException extends Exception {
    private final transient S3Failure failure;

    S3FailureException(S3Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    S3Failure failure() {
        return failure;
    }
}
