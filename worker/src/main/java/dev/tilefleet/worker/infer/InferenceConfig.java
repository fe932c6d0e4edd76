package dev.tilefleet.worker.infer;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.List;

/**
 * How models are run.
 *
 * @param device where
 * @param predictors forward passes at a time; 0 = one a core on a CPU, one on a GPU
 * @param batchSize tiles a forward pass at most; 0 = 1 on a CPU, 8 on a GPU
 */
public record InferenceConfig(DeviceChoice device, int predictors, int batchSize) {
    static final Setting DEVICE = new Setting(
            "DEVICE", "auto", "cpu, cuda (refuse to start without it) or auto (cuda where there is one, else cpu)");
    static final Setting PREDICTORS =
            new Setting("PREDICTORS", "0", "Forward passes at a time; 0 = one a core on a CPU, one on a GPU");
    static final Setting BATCH_SIZE =
            new Setting("BATCH_SIZE", "0", "Tiles a forward pass at most; 0 = 1 on a CPU, 8 on a GPU");

    /** The rows of the configuration table. */
    public static final List<Setting> SETTINGS = List.of(DEVICE, PREDICTORS, BATCH_SIZE);

    private static final int MOST_PREDICTORS = 1024;
    private static final int LARGEST_BATCH = 64;

    public InferenceConfig {
        if (predictors < 0 || predictors > MOST_PREDICTORS || batchSize < 0 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "predictors within 0 and %d, batch size within 0 and %d".formatted(MOST_PREDICTORS, LARGEST_BATCH));
        }
    }

    public static InferenceConfig from(Settings settings) {
        return new InferenceConfig(
                settings.choice(DEVICE, DeviceChoice.class),
                settings.number(PREDICTORS, 0, MOST_PREDICTORS),
                settings.number(BATCH_SIZE, 0, LARGEST_BATCH));
    }

    /** What the operator asked for. */
    public enum DeviceChoice {
        AUTO,
        CPU,
        CUDA
    }
}
