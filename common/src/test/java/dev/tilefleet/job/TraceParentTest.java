package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the examples and rules of W3C Trace Context, sections 3.2 and 4.3. */
class TraceParentTest {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void isCarriedAsItCame() {
        assertThat(TraceParent.of(List.of(GIVEN))).contains(new TraceParent(GIVEN));
    }

    @Test
    void isFoundByTheTracesID() {
        assertThat(new TraceParent(GIVEN).traceID()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @CsvSource({
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-what-the-future-will-be-like, 01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02, 00"
    })
    void ofALaterVersionIsTakenWhatIsKnown(String later, String flags) {
        assertThat(TraceParent.of(List.of(later)))
                .contains(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-" + flags));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
            })
    void anythingElseIsNone(String text) {
        assertThat(TraceParent.of(List.of(text))).isEmpty();
        assertThatThrownBy(() -> new TraceParent(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noneAndSeveralAreNone() {
        assertThat(TraceParent.of(List.of())).isEmpty();
        assertThat(TraceParent.of(List.of(GIVEN, GIVEN))).isEmpty();
    }
}
