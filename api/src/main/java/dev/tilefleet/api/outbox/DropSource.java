package dev.tilefleet.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.store.StoredObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of which file a job began as: what its callback's URI says, {@code
 * s3://{bucket}/{key}?version={version}&modified={time}&taken={time}}.
 *
 * @param version its id or ETag
 * @param moment when it came
 */
record DropSource(String bucket, String key, String version, Moment moment) {
    private static final Pattern QUERY = Pattern.compile("version=([^&]*)&modified=([^&]*)&taken=([^&]*)");

    static DropSource of(String bucket, StoredObject object, Instant taken) {
        return new DropSource(bucket, object.key(), object.version().text(), new Moment(object.modified(), taken));
    }

    /** What such a URI says, or nothing if it says something else. */
    static Optional<DropSource> of(URI uri) {
        Matcher query = QUERY.matcher(String.valueOf(uri.getRawQuery()));
        if (!query.matches() || uri.getRawPath().length() < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DropSource(
                    uri.getRawAuthority(),
                    parts(uri.getRawPath().substring(1), DropSource::decoded),
                    decoded(query.group(1)),
                    new Moment(Instant.parse(decoded(query.group(2))), Instant.parse(decoded(query.group(3))))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    URI uri() {
        return URI.create("s3://" + bucket + "/" + parts(key, DropSource::encoded) + "?version=" + encoded(version)
                + "&modified=" + encoded(moment.modified().toString()) + "&taken="
                + encoded(moment.taken().toString()));
    }

    private static String parts(String path, Function<String, String> change) {
        return Arrays.stream(path.split("/", -1)).map(change).collect(joining("/"));
    }

    private static String encoded(String text) {
        // That encoder is for forms, where a space is a plus.
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
