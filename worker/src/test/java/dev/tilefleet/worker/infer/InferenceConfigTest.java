package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import dev.tilefleet.worker.infer.InferenceConfig.DeviceChoice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferenceConfigTest {

    @Test
    void defaults() {
        Settings settings = new Settings(Map.of());

        assertThat(InferenceConfig.from(settings)).isEqualTo(new InferenceConfig(DeviceChoice.AUTO, 0, 0));
        settings.check();
    }

    @Test
    void fullMapping() {
        Settings settings = new Settings(
                Map.of("TILEFLEET_DEVICE", "cuda", "TILEFLEET_PREDICTORS", "2", "TILEFLEET_BATCH_SIZE", "16"));

        assertThat(InferenceConfig.from(settings)).isEqualTo(new InferenceConfig(DeviceChoice.CUDA, 2, 16));
        settings.check();
    }

    @Test
    void reportsEveryMistakeAtOnce() {
        Settings settings = new Settings(
                Map.of("TILEFLEET_DEVICE", "tpu", "TILEFLEET_PREDICTORS", "-1", "TILEFLEET_BATCH_SIZE", "65"));
        InferenceConfig.from(settings);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(settings::check)
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "TILEFLEET_DEVICE=tpu: not one of [auto, cpu, cuda]",
                                "TILEFLEET_PREDICTORS=-1: not within 0 and 1024",
                                "TILEFLEET_BATCH_SIZE=65: not within 0 and 64"));
    }
}
