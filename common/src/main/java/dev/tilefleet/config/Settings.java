package dev.tilefleet.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads settings out of environment variables and remembers everything that is wrong with them.
 *
 * <p>A value that does not parse is reported under its variable's name and replaced by its default, so that reading
 * goes on and {@link #check} tells of all problems at once. An unknown {@code TILEFLEET_*} variable is a problem too: it
 * is a misspelling.
 */
public final class Settings {
    static final String PREFIX = "TILEFLEET_";

    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public String text(Setting setting) {
        return read(setting, text -> text);
    }

    /** The setting's value, or nothing where it is neither set nor has a default. */
    public <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
        return value(setting).isEmpty() ? Optional.empty() : Optional.of(read(setting, parser));
    }

    public Secret secret(Setting setting) {
        return new Secret(read(setting, text -> text));
    }

    public URI uri(Setting setting) {
        return read(setting, URI::create);
    }

    public Path path(Setting setting) {
        return read(setting, Path::of);
    }

    public ByteSize size(Setting setting) {
        return read(setting, ByteSize::parse);
    }

    /** A whole number within bounds. */
    public int number(Setting setting, int least, int most) {
        return read(setting, text -> {
            int number;
            try {
                number = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a whole number", e);
            }
            if (number < least || number > most) {
                throw new IllegalArgumentException("not within " + least + " and " + most);
            }
            return number;
        });
    }

    /** {@code true} or {@code false}. */
    public boolean flag(Setting setting) {
        return read(setting, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        });
    }

    /** One of an enum's constants, in lower case. */
    public <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        return read(
                setting,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    /** A span of time: {@code 90s}, {@code 15m}, {@code 24h}, {@code 7d}, {@code 250ms} or ISO 8601 ({@code PT90S}). */
    public Duration duration(Setting setting) {
        return read(setting, Settings::parseDuration);
    }

    /** Makes a record whose compact constructor checks it; what it objects to is reported, and the stand-in returned. */
    public <T> T checked(Supplier<T> make, Supplier<T> standIn) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return standIn.get();
        }
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidConfigurationException if anything was wrong
     */
    public void check() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + ": no such setting"));
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /** Takes variables that other programs of this project read, so that they do not count as misspelt. */
    public Settings ignoring(Set<String> variables) {
        known.addAll(variables);
        return this;
    }

    private <T> T read(Setting setting, Function<String, T> parser) {
        String value = value(setting);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
            problems.add("%s=%s: %s".formatted(setting.variable(), value, e.getMessage()));
            return parser.apply(setting.fallback());
        }
    }

    private String value(Setting setting) {
        known.add(setting.variable());
        String value = environment.getOrDefault(setting.variable(), "").strip();
        return value.isEmpty() ? setting.fallback() : value;
    }

    private static Duration parseDuration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String iso;
        if (lower.startsWith("p")) {
            iso = lower;
        } else if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        } else if (lower.endsWith("d")) {
            iso = "p" + lower;
        } else {
            iso = "pt" + lower;
        }
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a span of time such as 90s, 15m, 24h or 7d", e);
        }
    }
}
