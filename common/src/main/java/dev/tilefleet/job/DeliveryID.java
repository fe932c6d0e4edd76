package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one callback among those of its job: {@code {event}-{origin}-{uri}}, the last two as the begins of SHA-256
 * digests. It follows from the callback alone, so that whoever reads the same end again comes to the same name; the same
 * URI for the same event is one callback, however often it is asked for. The origin stands in it so that who lists names
 * knows which receivers they are for.
 */
public record DeliveryID(String value) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z]{1,32})-([0-9a-f]{16})-([0-9a-f]{16})");
    private static final int DIGITS = 16;

    public DeliveryID {
        requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a delivery id: " + value);
        }
    }

    public static DeliveryID of(Callback callback) {
        return new DeliveryID(callback.event() + "-" + digest(origin(callback.uri())) + "-"
                + digest(callback.uri().toString()));
    }

    @JsonCreator
    public static DeliveryID of(String text) {
        return new DeliveryID(text);
    }

    /** The id, or nothing if the text has another form. */
    public static Optional<DeliveryID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeliveryID(text)) : Optional.empty();
    }

    /** Which receiver it is for: equal for URIs of the same scheme, host and port. */
    public String origin() {
        Matcher parts = FORM.matcher(value);
        return parts.matches() ? parts.group(2) : "";
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String digest(String text) {
        return Sha256.of(text.getBytes(UTF_8)).hex().substring(0, DIGITS);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
