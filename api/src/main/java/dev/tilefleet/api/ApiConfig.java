package dev.tilefleet.api;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.access.AccessConfig;
import dev.tilefleet.api.admission.AdmissionConfig;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.queue.TopicAdmin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HTTP edge.
 *
 * @param port 0 picks one
 * @param publicUrl what links in answers begin with; without it, what the request was sent to
 * @param spool where uploads of unknown length wait
 * @param deadline how long after its submission a job is given up
 * @param expiry how long after its submission a job's record may still be read from the queue
 */
public record ApiConfig(
        String host,
        int port,
        Optional<URI> publicUrl,
        ByteSize maxUpload,
        Path spool,
        Duration deadline,
        Duration expiry,
        int viewCapacity,
        AccessConfig access,
        AdmissionConfig admission) {

    public static final Setting HTTP_HOST = new Setting("HTTP_HOST", "127.0.0.1", "Address the api listens on");
    public static final Setting HTTP_PORT = new Setting("HTTP_PORT", "8080", "Port of the api; 0 picks a free one");
    public static final Setting PUBLIC_URL = new Setting(
            "PUBLIC_URL",
            "",
            "What links in answers begin with, where a proxy stands in front of the api, and links in callbacks, which are relative without it; those of up begin with the address that it listens on then");
    public static final Setting MAX_UPLOAD =
            new Setting("MAX_UPLOAD", "128MiB", "Largest tile that is accepted; more is refused before it is read");
    public static final Setting SPOOL = new Setting(
            "SPOOL", "/tmp", "Folder for uploads whose length is not known before their end (multipart, chunked)");
    public static final Setting JOB_DEADLINE = new Setting(
            "JOB_DEADLINE", "24h", "A job not done so long after its submission ends failed / deadline-exceeded");
    public static final Setting JOB_EXPIRY = new Setting(
            "JOB_EXPIRY",
            "8d",
            "Older job records are skipped; longer than the queue keeps them, shorter than outcomes live");
    public static final Setting VIEW_CAPACITY = new Setting(
            "VIEW_CAPACITY", "100000", "Jobs an api replica keeps in memory; others are looked up in the store");

    public static final List<Setting> SETTINGS = Stream.of(
                    List.of(
                            HTTP_HOST,
                            HTTP_PORT,
                            PUBLIC_URL,
                            MAX_UPLOAD,
                            SPOOL,
                            JOB_DEADLINE,
                            JOB_EXPIRY,
                            VIEW_CAPACITY),
                    AccessConfig.SETTINGS,
                    AdmissionConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    /** A job that waits for its worker until the last moment must still be on the queue then. */
    private static final Duration LONGEST_DEADLINE = TopicAdmin.JOBS_RETENTION.dividedBy(2);

    public ApiConfig {
        requireNonNull(host, "host");
        requireNonNull(publicUrl, "publicUrl");
        requireNonNull(maxUpload, "maxUpload");
        requireNonNull(spool, "spool");
        requireNonNull(access, "access");
        requireNonNull(admission, "admission");
        access.requireFitFor(host);
        publicUrl.ifPresent(ApiConfig::requireBase);
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException(JOB_DEADLINE.variable() + " must be longer than nothing");
        }
        if (deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("%s=%s is longer than %s, half of the time that the queue keeps a job"
                    .formatted(JOB_DEADLINE.variable(), deadline, LONGEST_DEADLINE));
        }
        if (deadline.compareTo(expiry) > 0) {
            throw new IllegalArgumentException("%s=%s is longer than %s=%s: a job would be skipped before its deadline"
                    .formatted(JOB_DEADLINE.variable(), deadline, JOB_EXPIRY.variable(), expiry));
        }
    }

    public static ApiConfig from(Settings settings) {
        String host = settings.text(HTTP_HOST);
        int port = settings.number(HTTP_PORT, 0, 65_535);
        Optional<URI> publicUrl = settings.optional(PUBLIC_URL, text -> requireBase(URI.create(text)));
        ByteSize maxUpload = settings.size(MAX_UPLOAD);
        Path spool = settings.path(SPOOL);
        Duration deadline = settings.duration(JOB_DEADLINE);
        Duration expiry = settings.duration(JOB_EXPIRY);
        int viewCapacity = settings.number(VIEW_CAPACITY, 100, 10_000_000);
        AccessConfig access = AccessConfig.from(settings);
        AdmissionConfig admission = AdmissionConfig.from(settings);
        return settings.checked(
                () -> new ApiConfig(
                        host, port, publicUrl, maxUpload, spool, deadline, expiry, viewCapacity, access, admission),
                () -> new ApiConfig(
                        HTTP_HOST.fallback(),
                        port,
                        publicUrl,
                        maxUpload,
                        spool,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        viewCapacity,
                        access,
                        admission));
    }

    private static URI requireBase(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("not of the form https://host/path");
        }
        return url;
    }
}
