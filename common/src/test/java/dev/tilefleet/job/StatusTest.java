package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatusTest {

    @Test
    void hasTheNamesOfOgcApiProcesses() {
        assertThat(Status.values())
                .extracting(Status::toString)
                .containsExactly("accepted", "running", "successful", "failed", "dismissed");
    }

    @Test
    void isTerminalInThreeOfFive() {
        assertThat(Arrays.stream(Status.values()).filter(Status::isTerminal))
                .containsExactly(Status.SUCCESSFUL, Status.FAILED, Status.DISMISSED);
    }
}
