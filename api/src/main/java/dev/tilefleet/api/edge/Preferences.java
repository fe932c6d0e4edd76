package dev.tilefleet.api.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client would like, by the header {@code Prefer} (RFC 7240, section 2).
 *
 * <p>Who serves some of it says so by {@code Preference-Applied}. What cannot be read is passed over, and what is said
 * twice counts as it was said first. Parameters of a preference are not kept.
 */
public final class Preferences {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Map<String, String> values = new HashMap<>();

    private Preferences() {}

    /** Those of this request. */
    public static Preferences of(HttpServerRequest request) {
        return of(request.headers().getAll("Prefer"));
    }

    /** @param headers all values of {@code Prefer} */
    public static Preferences of(List<String> headers) {
        Preferences preferences = new Preferences();
        headers.stream()
                .flatMap(header -> split(header, ',').stream())
                .map(member -> split(member, ';').getFirst())
                .forEach(preferences::take);
        return preferences;
    }

    /** Its value, empty for a preference without one. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private void take(String preference) {
        int equals = preference.indexOf('=');
        String name = (equals < 0 ? preference : preference.substring(0, equals)).strip();
        String word = equals < 0 ? "" : preference.substring(equals + 1).strip();
        Optional<String> value = word.isEmpty() || TOKEN.matcher(word).matches() ? Optional.of(word) : unquoted(word);
        if (TOKEN.matcher(name).matches() && value.isPresent()) {
            values.putIfAbsent(name.toLowerCase(Locale.ROOT), value.get());
        }
    }

    /** Nothing within quotes separates. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted && c == '\\') {
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == separator && !isQuoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    /** What a whole quoted string says; empty if this is none. */
    private static Optional<String> unquoted(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"') {
                return word.charAt(0) == '"' && i == word.length() - 1
                        ? Optional.of(text.toString())
                        : Optional.empty();
            }
            if (c == '\\' && ++i == word.length()) {
                break;
            }
            text.append(word.charAt(i));
        }
        return Optional.empty();
    }
}
