package dev.tilefleet.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.Raster;
import dev.tilefleet.worker.raster.SampleType;
import dev.tilefleet.worker.raster.TestingShared;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real tiles, beside the repository. */
class SharedTilesTest {
    private static final int SIDE = 512;
    private static final int PLANE = SIDE * SIDE;

    private final Gdal gdal = Gdal.load(Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"spain_10band_bigtiff", "spain_10band_striped_lzw", "spain_10band_uncompressed_pixel"})
    void allLayoutsOfASceneHoldTheSamePixels(String layout) throws IOException {
        float[] expected = pixels("tiles/spain_10band.tif");

        assertThat(pixels("tiles/" + layout + ".tif")).isEqualTo(expected);
    }

    @Test
    void theFloatVersionOfASceneIsItsReflectance() throws IOException {
        float[] expected = pixels("tiles/spain_10band.tif");
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= 10000;
        }

        assertThat(pixels("tiles/spain_10band_f32.tif")).isEqualTo(expected);
    }

    @Test
    void bandDescriptionsAreRead() throws IOException {
        byte[] tile = Files.readAllBytes(TestingShared.file("tiles/cloud_10band.tif"));

        try (Raster raster = gdal.open(MemorySegment.ofArray(tile), SIDE, SIDE)) {
            assertThat(raster.bandNames().names())
                    .containsExactly("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiles/cloud_10band",
                "tiles/spain_10band",
                "tiles/spain_10band_f32",
                "tiles/spain_13band",
                "tiles/spain_utm_10band",
                "tiles/wright_10band",
                "golden/tiles/constant_band",
                "golden/tiles/zero_band",
                "golden/tiles/p90_zero_with_tail",
                "golden/tiles/saturated",
                "golden/tiles/small_fractional",
                "golden/tiles/float_negative"
            })
    void percentilesEqualNumpysToTheLastBit(String tile) throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(TestingShared.file("golden/expected/percentiles.json").toFile());
        String name = tile.substring(tile.lastIndexOf('/') + 1);

        double[] percentiles = percentiles(tile + ".tif");

        assertThat(percentiles)
                .isEqualTo(golden.get(name)
                        .get("percentile90")
                        .valueStream()
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray());
    }

    private double[] percentiles(String tile) throws IOException {
        SampleType type = sampleType(tile);
        float[] pixels = pixels(tile);
        Percentile90 percentile = new Percentile90(PLANE);
        return IntStream.range(0, 10)
                .mapToDouble(band -> {
                    float[] plane = new float[PLANE];
                    System.arraycopy(pixels, band * PLANE, plane, 0, PLANE);
                    return type.isInteger()
                            ? percentile.ofIntegers(plane)
                            : percentile.of(PercentileClip.widened(plane));
                })
                .toArray();
    }

    private SampleType sampleType(String tile) throws IOException {
        byte[] file = Files.readAllBytes(TestingShared.file(tile));
        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            return raster.sampleType();
        }
    }

    private float[] pixels(String tile) throws IOException {
        byte[] file = Files.readAllBytes(TestingShared.file(tile));
        List<Integer> ten = IntStream.rangeClosed(1, 10).boxed().toList();
        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            MemorySegment pixels = arena.allocate(ValueLayout.JAVA_FLOAT, 10L * PLANE);
            raster.read(ten, SampleType.FLOAT32, pixels);
            return pixels.toArray(ValueLayout.JAVA_FLOAT);
        }
    }
}
