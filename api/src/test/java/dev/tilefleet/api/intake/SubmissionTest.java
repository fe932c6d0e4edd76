package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.TestingModels;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.TraceParent;
import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {
    private static final Submission NOTHING = Submission.of(Caller.EVERYBODY, TestingModels.cloudMask());

    @Test
    void isTheSameWhereverItsPartsAreSaid() {
        Submission byQuery = NOTHING.and(fields("boaAddOffset", "-1000").add("callback", "https://example.com/c"));
        Submission byForm =
                NOTHING.and(fields("callback", "https://example.com/c")).and(fields("boaAddOffset", "-1e3"));
        Submission byHeader = NOTHING.andHeaders(fields("tilefleet-callback", " https://example.com/c "))
                .and(fields("boaAddOffset", "-1000.00"));

        assertThat(byQuery.callbacks())
                .containsExactly(new Callback(Callback.ENDED, URI.create("https://example.com/c")));
        assertThat(byForm).isEqualTo(byQuery);
        assertThat(byHeader).isEqualTo(byQuery);
    }

    @ParameterizedTest
    @CsvSource({"boaAddOffset, 1", "callback, https://example.com/c"})
    void saysNothingTwice(String name, String value) {
        assertInvalid(() -> NOTHING.and(fields(name, value).add(name, value)));
        assertInvalid(() -> NOTHING.and(fields(name, value)).and(fields(name, value)));
    }

    @Test
    void saysNoCallbackInAHeaderAndAgain() {
        Submission head = NOTHING.andHeaders(fields("Tilefleet-Callback", "https://example.com/c"));

        assertInvalid(() -> head.and(fields("callback", "https://example.com/c")));
        assertInvalid(() -> NOTHING.andHeaders(fields("Tilefleet-Callback", "https://example.com/c")
                .add("Tilefleet-Callback", "https://example.com/c")));
    }

    @Test
    void takesItsKeyFromTheHead() {
        Submission head = NOTHING.andHeaders(fields("idempotency-key", "\"a key\""));

        assertThat(head.key()).hasValue(new IdempotencyKey("a key"));
        assertThat(head.and(fields("boaAddOffset", "1")).key()).isEqualTo(head.key());
    }

    @Test
    void belongsToTheTraceThatItsHeadNames() {
        MultiMap headers = fields("Traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(NOTHING.andHeaders(headers).and(fields("boaAddOffset", "1")).trace())
                .hasValue(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(NOTHING.traced(headers).trace()).isPresent();
    }

    @Test
    void aTraceThatIsNoneIsPassedOver() {
        assertThat(NOTHING.andHeaders(fields("traceparent", "00-none")).trace()).isEmpty();
    }

    private static MultiMap fields(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER))
                .hasMessageContaining("is given more than once");
    }
}
