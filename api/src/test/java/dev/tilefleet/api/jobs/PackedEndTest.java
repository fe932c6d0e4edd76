package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.store.ObjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEndTest {
    private static final JobID JOB = TestingLife.ID;
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});

    static Stream<End> ends() {
        TestingLife life = new TestingLife(JOB);
        return Stream.of(life.successful(), life.failed(), life.untimed(), life.dismissed())
                .map(End::of);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void comesOutAsItWentIn(End end) {
        assertThat(packed(end).unpack(JOB)).isEqualTo(end);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void tellsItsStatusUnpacked(End end) {
        assertThat(packed(end).status()).isEqualTo(end.ending().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mask", "a/b", "results/of/another/mask.npy", "elsewhere/ä/mask.npy", "/"})
    void keepsAnyKey(String key) {
        End end = mask(key, 1);

        assertThat(packed(end).unpack(JOB)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 127, 128, 262_272, Long.MAX_VALUE, -1})
    void keepsAnySize(long size) {
        End end = mask(ObjectKeys.result(JOB, "00c0ffee00c0ffee"), size);

        assertThat(packed(end).unpack(JOB)).isEqualTo(end);
    }

    @Test
    void keepsEveryTypeOfProblem() {
        assertThat(Arrays.stream(ProblemType.values())
                        .map(type -> failure(type, "São Miguel"))
                        .filter(end -> !packed(end).unpack(JOB).equals(end)))
                .isEmpty();
    }

    @Test
    void keepsTimesBefore1970() {
        End end = new End(Instant.ofEpochMilli(-1), new Outcome.Dismissed(), Optional.empty());

        assertThat(packed(end).unpack(JOB)).isEqualTo(end);
    }

    @Test
    void keepsMillisecondsAndMicroseconds() {
        Instant decided = Instant.parse("2026-11-01T12:00:00.123456789Z");
        Timings timings = new Timings(Map.of(Timings.Stage.STORE, Duration.ofNanos(1_234_567)));
        End end = new End(decided, new Outcome.Dismissed(), run(timings));

        End kept = packed(end).unpack(JOB);

        assertThat(kept.decided()).isEqualTo(Instant.parse("2026-11-01T12:00:00.123Z"));
        assertThat(kept.run())
                .contains(run(new Timings(Map.of(Timings.Stage.STORE, Duration.ofNanos(1_235_000))))
                        .orElseThrow());
    }

    @Test
    void isEqualToWhatHoldsTheSame() {
        End end = mask("k", 5);

        assertThat(packed(end)).isEqualTo(packed(mask("k", 5))).hasSameHashCodeAs(packed(end));
        assertThat(packed(end)).isNotEqualTo(packed(mask("k", 6)));
    }

    private static PackedEnd packed(End end) {
        return PackedEnd.of(JOB, end, end.run().map(End.Run::by));
    }

    private static End mask(String key, long size) {
        return new End(
                Instant.ofEpochMilli(1_000),
                new Outcome.Successful(new Outcome.Result(key, size, DIGEST)),
                run(new Timings(Map.of())));
    }

    private static End failure(ProblemType type, String detail) {
        return new End(Instant.EPOCH, new Outcome.Failed(new Problem(type, detail)), Optional.empty());
    }

    private static Optional<End.Run> run(Timings timings) {
        return Optional.of(new End.Run(new End.Runner("worker-7", DIGEST), timings));
    }
}
