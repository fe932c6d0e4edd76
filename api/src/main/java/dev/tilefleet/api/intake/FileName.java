package dev.tilefleet.api.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a client calls its file, as {@code Content-Disposition} tells (RFC 6266, RFC 8187). */
final class FileName {
    private static final int LONGEST = 255;

    private FileName() {}

    /** The name in such a header: {@code filename*}, which can be any text, before {@code filename}. */
    static Optional<String> of(String contentDisposition) {
        Map<String, String> parameters = parameters(contentDisposition);
        return Optional.ofNullable(parameters.get("filename*"))
                .flatMap(FileName::decoded)
                .or(() -> Optional.ofNullable(parameters.get("filename")))
                .flatMap(FileName::plain);
    }

    /** The name without the folders that it was sent with; nothing if that leaves no name that could be shown. */
    static Optional<String> plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        boolean bad = last.isEmpty()
                || last.length() > LONGEST
                || last.equals(".")
                || last.equals("..")
                || last.chars().anyMatch(Character::isISOControl);
        return bad ? Optional.empty() : Optional.of(last);
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts(header)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(part.substring(equals + 1).strip()));
            }
        }
        return parameters;
    }

    /** What stands between semicolons that are not in quotes. */
    private static List<String> parts(String header) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int at = 0; at < header.length(); at++) {
            switch (header.charAt(at)) {
                case '"' -> quoted = !quoted;
                case '\\' -> at += quoted && isEscape(header, at) ? 1 : 0;
                case ';' -> {
                    if (!quoted) {
                        parts.add(header.substring(begin, at));
                        begin = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(header.substring(begin));
        return parts;
    }

    /** Some clients send a path of Windows as it is, so a backslash escapes only what needs it. */
    private static boolean isEscape(String text, int backslash) {
        return text.startsWith("\\\"", backslash) || text.startsWith("\\\\", backslash);
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 1; at < value.length() - 1; at++) {
            if (isEscape(value, at)) {
                at++;
            }
            text.append(value.charAt(at));
        }
        return text.toString();
    }

    /** {@code UTF-8'language'percent-encoded}; nothing if it is anything else. */
    private static Optional<String> decoded(String extended) {
        String[] parts = extended.split("'", 3);
        if (parts.length < 3 || !parts[0].equalsIgnoreCase("UTF-8")) {
            return Optional.empty();
        }
        try {
            // The decoder is one for forms, where a plus is a space.
            String text = URLDecoder.decode(parts[2].replace("+", "%2B"), UTF_8);
            return text.indexOf('\uFFFD') < 0 ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
