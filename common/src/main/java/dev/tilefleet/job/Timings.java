package dev.tilefleet.job;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage of a tile's journey took; a stage that was not reached has no entry. */
public record Timings(Map<Stage, Duration> byStage) {
    public Timings {
        EnumMap<Stage, Duration> copy = new EnumMap<>(Stage.class);
        copy.putAll(byStage);
        byStage = Collections.unmodifiableMap(copy);
    }

    /** The stages, in the order in which a tile passes them. */
    public enum Stage {
        /** From {@code submitted} until a worker took the job. */
        QUEUED,
        /** The input object from the store into memory, its SHA-256 checked. */
        FETCH,
        /** Until the broker had it in writing that the tile is in flight, and no suspect was before it. */
        CLEARANCE,
        /** GeoTIFF to scaled float32 input of the model. */
        DECODE,
        /** Waiting for the device and the forward pass. */
        INFER,
        /** Model output to classes to {@code .npy}. */
        ENCODE,
        /** The result object into the store. */
        STORE
    }
}
