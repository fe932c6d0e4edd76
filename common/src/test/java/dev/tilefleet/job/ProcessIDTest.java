package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIDTest {

    @Test
    void takesSixtyThreeCharacters() {
        String longest = "a".repeat(63);

        assertThat(ProcessID.parse(longest)).contains(new ProcessID(longest));
        assertThat(ProcessID.parse(longest + "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cloud", "cloud_mask", "cloud.mask", "cloud/mask", "cloud mask", "wölkchen", "a\n"})
    void refusesWhatATopicOrAKeyCannotCarry(String text) {
        assertThat(ProcessID.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessID(text));
    }
}
