package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.PIXELS_NOT_FINITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.ModelInput.Band;
import dev.tilefleet.model.Scaling;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.SampleType;
import dev.tilefleet.worker.raster.TestingTiff;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileDecoderTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 3;
    private static final int PLANE = WIDTH * HEIGHT;

    private final Gdal gdal = Gdal.load(Optional.empty());
    private final TileDecoder reflectance = decoder(
            new BandSelection.ByName(Map.of()),
            new Scaling.ReflectanceZScore(10000, List.of(0f, 0f), List.of(1f, 0.5f)));
    private final TileDecoder clipped = decoder(new BandSelection.First(), new Scaling.Percentile90Clip());

    @Test
    void bandsComeInTheModelsOrderRowAfterRow() {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 3)
                .naming("B08", "B03", "B02")
                .filledWith((band, x, y) -> (band + 1) * 1000 + y * 100 + x)
                .bytes();

        float[] input = decode(reflectance, tile, Map.of());

        assertThat(input).hasSize(2 * PLANE);
        assertThat(input[0]).isEqualTo(0.3f);
        assertThat(input[WIDTH + 2]).isEqualTo(0.3102f);
        assertThat(input[PLANE]).isEqualTo(0.1f / 0.5f);
        assertThat(input[2 * PLANE - 1]).isEqualTo(0.1204f / 0.5f);
    }

    @Test
    void theProductsOffsetIsAddedToDigitalNumbers() {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 2)
                .naming("B02", "B08")
                .filledWith((_, _, _) -> 3000)
                .bytes();

        float[] input = decode(reflectance, tile, Map.of("boaAddOffset", IntNode.valueOf(-1000)));

        assertThat(input[0]).isEqualTo(0.2f);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INT8", "UINT8"})
    void percentilesAreTheSameInEverySampleType(SampleType type) {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 2)
                .of(type)
                .filledWith((_, x, y) -> y * WIDTH + x)
                .bytes();

        float[] input = decode(clipped, tile, Map.of());

        // 0...14: numpy's 90th percentile is 12.6.
        assertThat(input[6]).isEqualTo((float) (6 / 12.6));
        assertThat(input[13]).isEqualTo(1);
        assertThat(input[14]).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "UINT32", "INT64", "UINT64"})
    void largeIntegersAreDigitalNumbersToo(SampleType type) {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 2)
                .of(type)
                .naming("B02", "B08")
                .filledWith((_, _, _) -> 3000)
                .bytes();

        float[] input = decode(reflectance, tile, Map.of());

        assertThat(input[0]).isEqualTo(0.3f);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void floatsAreReflectanceAlready(SampleType type) {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 2)
                .of(type)
                .naming("B02", "B08")
                .filledWith((_, _, _) -> 0.25)
                .bytes();

        float[] input = decode(reflectance, tile, Map.of("boaAddOffset", IntNode.valueOf(-1000)));

        assertThat(input[0]).isEqualTo(0.25f);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void pixelsThatAreNoNumberAreCountedAndTheirBandIsNamed(SampleType type) {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 3)
                .of(type)
                .naming("B02", "B03", "B08")
                .filledWith((band, x, y) -> band == 2 && y == 1 ? (x == 0 ? Double.NaN : Double.NEGATIVE_INFINITY) : 1)
                .bytes();

        Problem problem = catchThrowableOfType(ProblemException.class, () -> decode(reflectance, tile, Map.of()))
                .problem();

        assertThat(problem)
                .isEqualTo(new Problem(
                        PIXELS_NOT_FINITE,
                        "Band 3 (B08) has 5 of 15 pixels that are NaN, infinite or beyond float32."
                                + " Replace them by a number, such as 0."));
    }

    @Test
    void bandsTheModelDoesNotTakeMayHoldAnything() {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 3)
                .of(SampleType.FLOAT32)
                .naming("B02", "B03", "B08")
                .filledWith((band, _, _) -> band == 1 ? Double.NaN : 1)
                .bytes();

        float[] input = decode(reflectance, tile, Map.of());

        assertThat(input[0]).isEqualTo(1);
    }

    @Test
    void manyThreadsMayDecodeAtOnce() {
        float[] expected = decode(clipped, new TestingTiff(WIDTH, HEIGHT, 2).bytes(), Map.of());

        List<float[]> inputs = IntStream.range(0, 200)
                .parallel()
                .mapToObj(_ -> decode(clipped, new TestingTiff(WIDTH, HEIGHT, 2).bytes(), Map.of()))
                .toList();

        assertThat(inputs).allSatisfy(input -> assertThat(input).isEqualTo(expected));
    }

    @Test
    void numbersBeyondFloatAreRefused() {
        byte[] tile = new TestingTiff(WIDTH, HEIGHT, 2)
                .of(SampleType.FLOAT64)
                .filledWith((_, _, _) -> 1e300)
                .bytes();

        Problem problem = catchThrowableOfType(ProblemException.class, () -> decode(clipped, tile, Map.of()))
                .problem();

        assertThat(problem.type()).isEqualTo(PIXELS_NOT_FINITE);
        assertThat(problem.detail()).startsWith("Band 1 has 15 of 15 pixels");
    }

    private TileDecoder decoder(BandSelection selection, Scaling scaling) {
        List<Band> bands = List.of(new Band("B02", "blue"), new Band("B08", "nir"));
        return new TileDecoder(gdal, new ModelInput(bands, selection, HEIGHT, WIDTH, scaling));
    }

    private static float[] decode(TileDecoder decoder, byte[] tile, Map<String, JsonNode> parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(decoder.bytes(), Float.BYTES);
            decoder.decode(MemorySegment.ofArray(tile), parameters, target);
            return target.toArray(ValueLayout.JAVA_FLOAT);
        }
    }
}
