package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @Test
    void mayBeAbsent() {
        assertThat(IdempotencyKey.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"|8e03978e-40d5-43dd-bc93-6894a57f9324",
                "8e03978e-40d5-43dd-bc93-6894a57f9324|8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"two words\"|two words",
                "\"say \\\"a\\\\b\\\"\"|say \"a\\b\"",
                "\"k\"; a=1;b=\"2\"|k",
                "\"a,b;c\"|a,b;c",
                "order/17:a=b+c|order/17:a=b+c"
            })
    void isTheSameInQuotesAndWithout(String header, String text) {
        assertThat(IdempotencyKey.of(List.of(header))).hasValue(new IdempotencyKey(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"a",
                "a\"",
                "two words",
                "\"a\" \"b\"",
                "\"a\", \"b\"",
                "a,b",
                "a;b",
                "\"a\\b\"",
                "é",
                "\"é\"",
                "\"a\tb\"",
                "a\\b"
            })
    void isNothingElse(String header) {
        assertMalformed(List.of(header), "The header Idempotency-Key cannot be read. Send one key");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 1000})
    void isOfBoundedLength(int length) {
        assertMalformed(List.of("a".repeat(length)), "is longer than 255 characters");
        assertMalformed(List.of("\"" + "a".repeat(length) + "\""), "is longer than 255 characters");
    }

    @Test
    void mayBeAsLongAsThat() {
        Optional<IdempotencyKey> key = IdempotencyKey.of(List.of("a".repeat(255)));

        assertThat(key).hasValue(new IdempotencyKey("a".repeat(255)));
    }

    @Test
    void isReadInTimeHoweverLong() {
        assertMalformed(List.of("\"" + "\\\"".repeat(100_000)), "cannot be read");
        assertMalformed(List.of("\"a\"" + " ".repeat(100_000) + "x"), "cannot be read");
    }

    @Test
    void isSentOnce() {
        assertMalformed(List.of("a", "a"), "is sent more than once");
    }

    private static void assertMalformed(List<String> headers, String detail) {
        assertThatThrownBy(() -> IdempotencyKey.of(headers))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED_REQUEST))
                .hasMessageContaining(detail);
    }
}
