package dev.tilefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new WorkerConfig("worker", 2, 3, Duration.ofMinutes(5), Optional.empty()));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_WORKER_NAME", "worker-7",
                        "TILEFLEET_DECODERS", "8",
                        "TILEFLEET_PREFETCH", "0",
                        "TILEFLEET_STAGE_TIMEOUT", "20s",
                        "TILEFLEET_GDAL_LIBRARY", "/opt/gdal/libgdal.so")))
                .isEqualTo(new WorkerConfig(
                        "worker-7", 8, 0, Duration.ofSeconds(20), Optional.of(Path.of("/opt/gdal/libgdal.so"))));
    }

    private static WorkerConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        WorkerConfig config = WorkerConfig.from(settings);
        settings.check();
        return config;
    }
}
