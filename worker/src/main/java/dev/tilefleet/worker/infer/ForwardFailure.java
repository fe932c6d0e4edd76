package dev.tilefleet.worker.infer;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.util.Locale;
import java.util.stream.Stream;

/** What a failed forward pass of one tile alone means to the one who sent the tile. */
final class ForwardFailure {
    private static final int LONGEST_CAUSE = 200;

    private ForwardFailure() {}

    static ProblemException problem(Throwable failure) {
        if (isOutOfMemory(failure)) {
            return new ProblemException(
                    ProblemType.OUT_OF_MEMORY,
                    "The device had too little memory for this tile, though it ran alone in its batch. Give the"
                            + " worker more memory, or fewer predictors at a time (TILEFLEET_PREDICTORS).");
        }
        return new ProblemException(
                ProblemType.INFERENCE_FAILED,
                "The model failed on this tile, though it ran alone in its batch: " + firstLine(failure));
    }

    /**
     * Whether memory was the reason, the JVM's, the machine's or the GPU's.
     *
     * <p>libtorch 2.7 says so in words only: c10/core/impl/alloc_cpu.cpp "DefaultCPUAllocator: not enough memory" and
     * "can't allocate memory", c10/cuda/CUDACachingAllocator.cpp "CUDA out of memory", cuDNN and cuBLAS
     * "..._ALLOC_FAILED".
     */
    private static boolean isOutOfMemory(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OutOfMemoryError || saysOutOfMemory(cause.getMessage()));
    }

    private static boolean saysOutOfMemory(String message) {
        if (message == null) {
            return false;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        return Stream.of("out of memory", "not enough memory", "can't allocate memory", "alloc_failed")
                .anyMatch(lower::contains);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
    }
}
