package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RasterTest {
    private final Gdal gdal = Gdal.load(Optional.empty());

    static Stream<TestingTiff> layouts() {
        return Stream.of(
                new TestingTiff(40, 30, 3),
                new TestingTiff(40, 30, 3).pixelInterleaved(),
                new TestingTiff(40, 30, 3).tiled(16),
                new TestingTiff(40, 30, 3).tiled(16).pixelInterleaved(),
                new TestingTiff(40, 30, 3).big(),
                new TestingTiff(40, 30, 3).tiled(16).pixelInterleaved().big());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsTheSamePixelsOutOfEveryLayout(TestingTiff tiff) {
        double[] pixels = read(tiff.bytes(), 40, 30, List.of(3, 1));

        assertThat(pixels).hasSize(2 * 40 * 30);
        assertThat(pixels[0]).isEqualTo(2000);
        assertThat(pixels[5 * 40 + 7]).isEqualTo(2057);
        assertThat(pixels[2 * 40 * 30 - 1]).isEqualTo(29 * 10 + 39);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INT8")
    void readsEverySampleType(SampleType type) {
        double least = type.isInteger() && type.name().startsWith("U") ? 3 : -3;

        double[] pixels = read(
                new TestingTiff(2, 1, 1)
                        .of(type)
                        .filledWith((_, x, _) -> x == 0 ? least : 100)
                        .bytes(),
                2,
                1,
                List.of(1));

        assertThat(pixels).containsExactly(least, 100);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INT8", "FLOAT16"})
    void knowsTheSampleType(SampleType type) {
        byte[] file = new TestingTiff(2, 2, 1).of(type).bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), 2, 2)) {
            assertThat(raster.sampleType()).isEqualTo(type);
        }
    }

    @Test
    void readsBandDescriptions() {
        byte[] file = new TestingTiff(2, 2, 3).naming("B02", "", "Größe").bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), 2, 2)) {
            assertThat(raster.bandNames().names()).containsExactly("B02", "", "Größe");
        }
    }

    @Test
    void leavesNoMemoryFileBehind() {
        int before = MemoryFile.count(gdal.functions());

        read(new TestingTiff(2, 2, 1).bytes(), 2, 2, List.of(1));

        assertThat(MemoryFile.count(gdal.functions())).isEqualTo(before);
    }

    @Test
    void staysWithTheThreadThatOpenedIt() {
        byte[] file = new TestingTiff(2, 2, 1).bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), 2, 2)) {
            assertThatThrownBy(() ->
                            CompletableFuture.supplyAsync(raster::bandNames).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    void cannotBeReadOnceClosed() {
        Raster raster = gdal.open(MemorySegment.ofArray(new TestingTiff(2, 2, 1).bytes()), 2, 2);
        raster.close();

        assertThatThrownBy(raster::bandNames).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mayBeClosedTwice() {
        Raster raster = gdal.open(MemorySegment.ofArray(new TestingTiff(2, 2, 1).bytes()), 2, 2);
        raster.close();

        raster.close();

        assertThatThrownBy(raster::bandNames).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesATargetOfAnotherSize() {
        byte[] file = new TestingTiff(2, 2, 1).bytes();

        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(file), 2, 2)) {
            MemorySegment tooSmall = arena.allocate(15);
            assertThatThrownBy(() -> raster.read(List.of(1), SampleType.FLOAT32, tooSmall))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("1 bands take 16 bytes, not 15");
        }
    }

    private double[] read(byte[] file, int width, int height, List<Integer> bands) {
        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(file), width, height)) {
            MemorySegment pixels = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) bands.size() * width * height);
            raster.read(bands, SampleType.FLOAT64, pixels);
            return pixels.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }
}
