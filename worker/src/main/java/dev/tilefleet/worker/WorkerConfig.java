package dev.tilefleet.worker;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One worker.
 *
 * @param name which it signs outcomes with
 * @param prefetch jobs in hand at a time for each process, beyond those the device runs
 * @param stageTimeout how long native code may be at one tile before the process ends itself
 * @param gdalLibrary libgdal, where it is not found by its usual names
 */
public record WorkerConfig(String name, int decoders, int prefetch, Duration stageTimeout, Optional<Path> gdalLibrary) {
    public static final Setting WORKER_NAME = new Setting(
            "WORKER_NAME", "worker", "Name that this worker signs outcomes with; a pod's name, for example");
    public static final Setting DECODERS =
            new Setting("DECODERS", "2", "GDAL decodes at a time; as many as it takes to keep the device busy");
    public static final Setting PREFETCH =
            new Setting("PREFETCH", "3", "Jobs of a process that are fetched and decoded ahead of the device");
    public static final Setting STAGE_TIMEOUT = new Setting(
            "STAGE_TIMEOUT", "5m", "A worker whose decode or inference of one tile takes longer ends itself");
    public static final Setting GDAL_LIBRARY =
            new Setting("GDAL_LIBRARY", "", "Path of libgdal (3.4 or newer), where it is not found by its usual names");

    public static final List<Setting> SETTINGS = List.of(WORKER_NAME, DECODERS, PREFETCH, STAGE_TIMEOUT, GDAL_LIBRARY);

    public WorkerConfig {
        requireNonNull(name, "name");
        requireNonNull(stageTimeout, "stageTimeout");
        requireNonNull(gdalLibrary, "gdalLibrary");
    }

    public static WorkerConfig from(Settings settings) {
        return new WorkerConfig(
                settings.text(WORKER_NAME),
                settings.number(DECODERS, 1, 256),
                settings.number(PREFETCH, 0, 1_000),
                settings.duration(STAGE_TIMEOUT),
                settings.optional(GDAL_LIBRARY, Path::of));
    }
}
