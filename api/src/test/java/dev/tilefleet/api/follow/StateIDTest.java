package dev.tilefleet.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateIDTest {
    private static final List<String> LIFE =
            List.of("accepted", "running-1764000000000", "running-1764000000001", "failed");

    @Test
    void saysWhichStateIsLater() {
        for (int one = 0; one < LIFE.size(); one++) {
            for (int other = 0; other < LIFE.size(); other++) {
                assertThat(id(LIFE.get(one)).isAfter(id(LIFE.get(other))))
                        .as("%s after %s", LIFE.get(one), LIFE.get(other))
                        .isEqualTo(one > other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"successful", "failed", "dismissed"})
    void nothingIsAfterAnEnd(String end) {
        assertThat(id("dismissed").isAfter(id(end))).isFalse();
        assertThat(id("running-9").isAfter(id(end))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "running-1764000000000", "successful", "failed", "dismissed"})
    void isReadAsItIsWritten(String text) {
        assertThat(id(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "17",
                "running",
                "running-",
                "running-x",
                "running-99999999999999999999",
                "accepted-1",
                "Failed"
            })
    void whatNobodyWroteIsNone(String text) {
        assertThat(StateID.parse(text)).isEmpty();
    }

    @Test
    void tellsTheRunsOfOneJobApart() {
        assertThat(new StateID(Status.RUNNING, 2)).isNotEqualTo(new StateID(Status.RUNNING, 1));
    }

    private static StateID id(String text) {
        return StateID.parse(text).orElseThrow();
    }
}
