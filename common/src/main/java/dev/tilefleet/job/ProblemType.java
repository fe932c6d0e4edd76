package dev.tilefleet.job;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of problem a user can meet, over HTTP, in an outcome or on the command line: the one table.
 *
 * <p>The {@code type} URI is OGC's exception where OGC API – Processes 1.0 names one, else ours; {@code
 * docs/problems.md} says what to do about each.
 */
public enum ProblemType {
    // The request
    NO_SUCH_PROCESS(Origin.OGC, "no-such-process", 404, "No such process"),
    NO_SUCH_JOB(Origin.OGC, "no-such-job", 404, "No such job"),
    NO_SUCH_DELIVERY(Origin.TILEFLEET, "no-such-delivery", 404, "No such delivery"),
    RESULT_NOT_READY(Origin.OGC, "result-not-ready", 404, "Result not ready"),
    NOT_FOUND(Origin.TILEFLEET, "not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED(Origin.TILEFLEET, "method-not-allowed", 405, "Method not allowed"),
    JOB_REMOVED(Origin.TILEFLEET, "job-removed", 410, "Job removed"),
    JOB_DISMISSED(Origin.TILEFLEET, "job-dismissed", 410, "Job dismissed"),
    UNSUPPORTED_MEDIA_TYPE(Origin.TILEFLEET, "unsupported-media-type", 415, "Unsupported media type"),
    FILE_PART_MISSING(Origin.TILEFLEET, "file-part-missing", 400, "Part \"file\" is missing"),
    MALFORMED_REQUEST(Origin.TILEFLEET, "malformed-request", 400, "Malformed request"),
    INVALID_PARAMETER(Origin.TILEFLEET, "invalid-parameter", 400, "Invalid parameter"),
    IDEMPOTENCY_KEY_REUSED(Origin.TILEFLEET, "idempotency-key-reused", 422, "Idempotency-Key reused"),
    EMPTY_BODY(Origin.TILEFLEET, "empty-body", 400, "Empty body"),
    UPLOAD_TOO_LARGE(Origin.TILEFLEET, "upload-too-large", 413, "Upload too large"),
    UPLOAD_INCOMPLETE(Origin.TILEFLEET, "upload-incomplete", 400, "Upload incomplete"),
    URL_NOT_ALLOWED(Origin.TILEFLEET, "url-not-allowed", 400, "URL not allowed"),
    URL_UNAVAILABLE(Origin.TILEFLEET, "url-unavailable", 422, "URL unavailable"),
    KEY_REQUIRED(Origin.TILEFLEET, "key-required", 401, "API key required"),
    KEY_INVALID(Origin.TILEFLEET, "key-invalid", 401, "API key invalid"),
    TOO_MANY_REQUESTS(Origin.TILEFLEET, "too-many-requests", 429, "Too many requests"),
    TOO_MANY_JOBS(Origin.TILEFLEET, "too-many-jobs", 429, "Too many open jobs"),

    // The tile
    NOT_A_GEOTIFF(Origin.TILEFLEET, "not-a-geotiff", 422, "Not a GeoTIFF"),
    UNREADABLE_TILE(Origin.TILEFLEET, "unreadable-tile", 422, "Unreadable tile"),
    TOO_FEW_BANDS(Origin.TILEFLEET, "too-few-bands", 422, "Too few bands"),
    BANDS_AMBIGUOUS(Origin.TILEFLEET, "bands-ambiguous", 422, "Bands ambiguous"),
    WRONG_SIZE(Origin.TILEFLEET, "wrong-size", 422, "Wrong size"),
    BLOCKS_TOO_LARGE(Origin.TILEFLEET, "blocks-too-large", 422, "Blocks too large"),
    UNSUPPORTED_SAMPLE_TYPE(Origin.TILEFLEET, "unsupported-sample-type", 422, "Unsupported sample type"),
    PIXELS_NOT_FINITE(Origin.TILEFLEET, "pixels-not-finite", 422, "Pixels not finite"),
    INPUT_LOST(Origin.TILEFLEET, "input-lost", 410, "Input lost"),
    INPUT_ALTERED(Origin.TILEFLEET, "input-altered", 409, "Input altered"),

    // The fleet
    DEADLINE_EXCEEDED(Origin.TILEFLEET, "deadline-exceeded", 504, "Deadline exceeded"),
    NOT_IN_TIME(Origin.TILEFLEET, "not-in-time", 503, "Not in time"),
    WORKER_CRASHED(Origin.TILEFLEET, "worker-crashed", 500, "Worker crashed"),
    OUT_OF_MEMORY(Origin.TILEFLEET, "out-of-memory", 500, "Out of memory"),
    INFERENCE_FAILED(Origin.TILEFLEET, "inference-failed", 500, "Inference failed"),
    UNREADABLE_RECORD(Origin.TILEFLEET, "unreadable-record", 500, "Unreadable record"),
    QUEUE_FULL(Origin.TILEFLEET, "queue-full", 503, "Queue full"),
    TOO_MANY_UPLOADS(Origin.TILEFLEET, "too-many-uploads", 503, "Too many uploads"),
    STORE_UNAVAILABLE(Origin.TILEFLEET, "store-unavailable", 503, "Store unavailable"),
    QUEUE_UNAVAILABLE(Origin.TILEFLEET, "queue-unavailable", 503, "Queue unavailable"),
    INTERNAL_ERROR(Origin.TILEFLEET, "internal-error", 500, "Internal error");

    private final String code;
    private final URI uri;
    private final int status;
    private final String title;

    ProblemType(Origin origin, String code, int status, String title) {
        this.code = code;
        this.uri = URI.create(origin.base + code);
        this.status = status;
        this.title = title;
    }

    /** The short name, last part of {@link #uri}. */
    public String code() {
        return code;
    }

    /** The {@code type} member. */
    public URI uri() {
        return uri;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The {@code title} member: the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The type with this URI, or nothing: a newer writer may know more of them. */
    public static Optional<ProblemType> of(URI uri) {
        return Arrays.stream(values()).filter(type -> type.uri.equals(uri)).findFirst();
    }

    private enum Origin {
        OGC("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/"),
        TILEFLEET("https://tilefleet.dev/problems/");

        private final String base;

        Origin(String base) {
            this.base = base;
        }
    }
}
