package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIDTest {

    @Test
    void isReadBackFromItsText() {
        JobID id = JobID.random();

        assertThat(JobID.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "0B9F4F3E-6A3C-4F0E-9D5A-2F1C7E8B9A10",
                "0b9f4f3e6a3c4f0e9d5a2f1c7e8b9a10",
                " 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10",
                "0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10/../x"
            })
    void hasOneFormOnly(String text) {
        assertThat(JobID.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> JobID.of(text)).withMessage("not a job id: " + text);
    }
}
