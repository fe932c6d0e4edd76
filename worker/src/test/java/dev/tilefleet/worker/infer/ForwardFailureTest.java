package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardFailureTest {

    @ParameterizedTest
    @MethodSource
    void knowsTheWaysToSayThatMemoryIsShort(Throwable failure) {
        assertThat(ForwardFailure.problem(failure).problem().type()).isEqualTo(ProblemType.OUT_OF_MEMORY);
    }

    static Stream<Throwable> knowsTheWaysToSayThatMemoryIsShort() {
        return Stream.of(
                new OutOfMemoryError("Direct buffer memory"),
                new IllegalStateException("CUDA out of memory. Tried to allocate 20.00 MiB"),
                new IllegalStateException(
                        "[enforce fail at alloc_cpu.cpp:115] . DefaultCPUAllocator: not enough memory: you tried to"
                                + " allocate 99 bytes."),
                new IllegalStateException("DefaultCPUAllocator: can't allocate memory"),
                new IllegalStateException("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"),
                new IllegalStateException("outer", new OutOfMemoryError()));
    }

    @Test
    void anyOtherFailureIsTheModelsAndSaysOnlyItsFirstLine() {
        assertThat(ForwardFailure.problem(new IllegalStateException("sizes differ\nat frame 1"))
                        .problem()
                        .detail())
                .isEqualTo("The model failed on this tile, though it ran alone in its batch: sizes differ");
    }

    @Test
    void aLongCauseIsCut() {
        assertThat(ForwardFailure.problem(new IllegalStateException("x".repeat(5000)))
                        .problem()
                        .detail())
                .hasSizeLessThan(300)
                .endsWith("xxx...");
    }

    @Test
    void aFailureWithoutMessageIsNamed() {
        assertThat(ForwardFailure.problem(new NullPointerException()).problem().detail())
                .contains("NullPointerException");
    }
}
