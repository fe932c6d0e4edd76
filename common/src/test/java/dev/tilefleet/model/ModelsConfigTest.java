package dev.tilefleet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelsConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new ModelsConfig(Path.of("models"), Set.of()));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of("TILEFLEET_MODELS", "/opt/models", "TILEFLEET_PROCESSES", "cloud-mask, unet10")))
                .isEqualTo(new ModelsConfig(
                        Path.of("/opt/models"), Set.of(new ProcessID("cloud-mask"), new ProcessID("unet10"))));
    }

    @Test
    void refusesANameThatIsNoProcess() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_PROCESSES", "unet10,,Cloud Mask")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_PROCESSES");
    }

    @Test
    void aBadListHidesNoOtherProblem() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_PROCESSES", "Cloud Mask", "TILEFLEET_MODEL", "misspelt")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_PROCESSES")
                .hasMessageContaining("TILEFLEET_MODEL: no such setting");
    }

    @Test
    void servesTheWholeFolderUnlessProcessesAreNamed() {
        assertThat(new ModelsConfig(TestingModels.shipped(), Set.of()).catalog().models())
                .extracting(model -> model.process().value())
                .contains("cloud-mask", "unet10");
        assertThat(new ModelsConfig(TestingModels.shipped(), Set.of(new ProcessID("unet10")))
                        .catalog()
                        .models())
                .extracting(model -> model.process().value())
                .containsExactly("unet10");
    }

    private static ModelsConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        ModelsConfig config = ModelsConfig.from(settings);
        settings.check();
        return config;
    }
}
