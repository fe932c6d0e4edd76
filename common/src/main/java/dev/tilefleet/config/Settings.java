package dev.tilefleet.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
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
import java.util.regex.Pattern;

/**
 * Reads settings out of environment variables and remembers everything that is wrong with them.
 *
 * <p>A value that does not parse is reported under its variable's name and replaced by its default, so that reading
 * goes on and {@link #check} tells of all problems at once. Only a setting that has no default and cannot do without a
 * value ends the reading where it is met. An unknown {@code TILEFLEET_*} variable is a problem too: it is a misspelling.
 */
public final class Settings {
    static final String PREFIX = "TILEFLEET_";
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public String text(Setting setting) {
        return read(setting, text -> text);
    }

    /** The setting's value, or nothing where it is neither set nor has a default, or is bad and has none. */
    public <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
        return read(setting, text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
    }

    public Secret secret(Setting setting) {
        return new Secret(read(setting, text -> text));
    }

    /** A secret that is checked, or nothing where it is not set. What is wrong with it is told without its value. */
    public <T> Optional<T> secret(Setting setting, Function<Secret, T> parser) {
        String value = value(setting);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(new Secret(value)));
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s".formatted(setting.variable(), reason(e).replace(value, "(secret)")));
            return Optional.empty();
        }
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
        return read(setting, SpanOfTime::parse);
    }

    /** Spans of time, separated by commas. */
    public List<Duration> durations(Setting setting) {
        return read(
                setting,
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(SpanOfTime::parse)
                        .toList());
    }

    /** Makes a record whose compact constructor checks it; what it objects to is reported, and the stand-in returned. */
    public <T> T checked(Supplier<T> make, Supplier<T> standIn) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            problems.add(reason(e));
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
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            if (value.isEmpty()) {
                problems.add(setting.variable() + ": not set, and it has no default");
                throw new InvalidConfigurationException(problems);
            }
            // A URL may carry a password.
            problems.add(USER_INFO
                    .matcher("%s=%s: %s".formatted(setting.variable(), value, reason(e)))
                    .replaceAll("//(secret)@"));
            return fallback(setting, parser);
        }
    }

    private <T> T fallback(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.fallback());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new InvalidConfigurationException(problems);
        }
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String value(Setting setting) {
        known.add(setting.variable());
        String value = environment.getOrDefault(setting.variable(), "").strip();
        return value.isEmpty() ? setting.fallback() : value;
    }
}
