package dev.tilefleet.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says of a failed request what happened and what a person can do about it. */
record Diagnosis(URI endpoint, String bucket) {

    /** Ends an operation. The SDK's own exceptions stay behind: their types and traces belong to this package. */
    StoreUnavailableException of(String operation, S3Failure failure) {
        String message = "%s: the store at %s, bucket %s, %s".formatted(operation, endpoint, bucket, describe(failure));
        return failure instanceof S3Failure.Unanswered(IOException cause)
                ? new StoreUnavailableException(message, cause)
                : new StoreUnavailableException(message);
    }

    private static String describe(S3Failure failure) {
        return switch (failure) {
            case S3Failure.Refused(int status, String code, String message) ->
                "answered %d %s (%s)%s".formatted(status, code, message, advice(status, code));
            case S3Failure.Garbled(String answer) ->
                "did not answer as S3 does. Does %s name an S3 store? The answer was: %s"
                        .formatted(StoreConfig.S3_ENDPOINT.variable(), answer);
            case S3Failure.Unanswered(IOException cause) -> "did not answer: " + cause + advice(cause);
        };
    }

    private static String advice(int status, String code) {
        return switch (code) {
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                ". Check %s and %s"
                        .formatted(StoreConfig.S3_ACCESS_KEY.variable(), StoreConfig.S3_SECRET_KEY.variable());
            case "AccessDenied" ->
                ". The access key needs s3:GetObject, PutObject and DeleteObject on the objects and s3:ListBucket on the"
                        + " bucket; without the last a missing object is answered so too";
            case "NoSuchBucket" -> ". Create the bucket, or check %s".formatted(StoreConfig.S3_BUCKET.variable());
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                ". Check " + StoreConfig.S3_REGION.variable();
            case "RequestTimeTooSkewed" -> ". The clocks here and there differ";
            case "NotImplemented" -> ". This store lacks what Tilefleet needs; README lists stores that have it";
            default -> status == 403 ? ". Check the access key and what it may do" : "";
        };
    }

    private static String advice(IOException cause) {
        return switch (cause) {
            case UnknownHostException _, ConnectException _ ->
                ". Is it running, and is %s right?".formatted(StoreConfig.S3_ENDPOINT.variable());
            case InterruptedIOException _ -> ". %s says how long to wait".formatted(StoreConfig.S3_TIMEOUT.variable());
            case SSLException _ ->
                ". Is %s right, and does this JVM trust the store's certificate?"
                        .formatted(StoreConfig.S3_ENDPOINT.variable());
            default -> "";
        };
    }
}
