package dev.tilefleet.api.edge;

import static java.util.stream.Collectors.toCollection;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.MultiMap;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Reads the query of one request; every method refuses a wrong value with {@code invalid-parameter}. */
public record QueryParameters(MultiMap query) {
    private static final String DIGITS = "[0-9]{1,100}";
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** All values of a list, which may be repeated and have commas in it; none if it is not there. */
    public Set<String> list(String name) {
        return query.getAll(name).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .collect(toCollection(LinkedHashSet::new));
    }

    /** What the reader makes of a value that is given once or not at all. */
    public <T> Optional<T> single(String name, String form, Function<String, Optional<T>> reader) {
        List<String> values = query.getAll(name);
        if (values.size() > 1) {
            throw refused("Parameter \"%s\" is given more than once.".formatted(name));
        }
        return values.stream()
                .findFirst()
                .map(text -> reader.apply(text)
                        .orElseThrow(
                                () -> refused("Parameter \"%s\" is %s, \"%s\" is not.".formatted(name, form, text))));
    }

    /** A whole number; one that is too large for its type is as large as can be. */
    public OptionalLong number(String name, long least) {
        return single(name, "a whole number, %d or more".formatted(least), text -> whole(text, least))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static Optional<Long> whole(String text, long least) {
        return text.matches(DIGITS)
                ? Optional.of(new BigInteger(text).min(LARGEST).longValueExact())
                        .filter(number -> number >= least)
                : Optional.empty();
    }

    public static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
