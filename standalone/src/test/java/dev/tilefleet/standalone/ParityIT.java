package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Masks, through the whole fleet, against those that PyTorch and NumPy made of the same tiles.
 *
 * <p>Libtorch picks other kernels on other CPUs, so that a few pixels of a mask may differ; the tolerances are several
 * times what was seen between CPUs.
 */
final class ParityIT {
    private static final Logger log = LoggerFactory.getLogger(ParityIT.class);
    private static final List<Comparison> compared = new ArrayList<>();

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet();

    private final FleetUser user = fleet.user();

    /** A tile whose mask is known. */
    record Case(String process, String name, Path tile, Path expected, int tolerance) {
        @Override
        public String toString() {
            return process + " " + name;
        }
    }

    private record Comparison(Case known, int differing) {}

    static Stream<Case> cases() {
        return TestingTiles.shared().map(ParityIT::golden).orElseGet(Stream::of);
    }

    private static Stream<Case> golden(Path shared) {
        return Stream.concat(
                golden(shared, "unet10", "percentiles.json", "mask", 12),
                golden(shared, "cloud-mask", "classes.json", "classes", 30));
    }

    private static Stream<Case> golden(Path shared, String process, String index, String kind, int tolerance) {
        return read(shared.resolve("golden/expected/" + index))
                .propertyStream()
                .map(entry -> new Case(
                        process,
                        entry.getKey(),
                        tile(shared, entry.getValue().path("tile").asText()),
                        shared.resolve("golden/expected/%s.%s.npy".formatted(entry.getKey(), kind)),
                        tolerance));
    }

    /** Made tiles lie with the expected masks, real ones beside them. */
    private static Path tile(Path shared, String name) {
        return Stream.of(shared.resolve("golden").resolve(name), shared.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aKnownTileBecomesItsMask(Case known) throws IOException {
        Mask expected = Mask.of(Files.readAllBytes(known.expected()));

        Mask mask = user.mask(user.submit(known.process(), Files.readAllBytes(known.tile())));

        int differing = mask.differences(expected);
        compared.add(new Comparison(known, differing));
        assertThat(differing).isLessThanOrEqualTo(known.tolerance());
    }

    /** So that nobody reads of success where nothing was compared. */
    @AfterAll
    static void everyCaseWasCompared() {
        compared.forEach(comparison -> log.atInfo()
                .addKeyValue("case", comparison.known())
                .addKeyValue("differing", comparison.differing())
                .addKeyValue("tolerance", comparison.known().tolerance())
                .log("parity"));
        log.atInfo().addKeyValue("cases", compared.size()).log("parity in all");
        assertThat(compared.stream().map(Comparison::known)).containsExactlyElementsOf(cases().toList());
    }

    @Test
    void theSampleOfTheCheckoutBecomesItsMask() {
        Mask mask = user.mask(user.submit("cloud-mask", TestingTiles.clouds()));

        assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(30);
    }

    /** Every pixel is its band's 90th percentile, so the model sees nothing but ones. */
    @Test
    void allTilesOfOneValueABandAreAlikeToUnet10() {
        Mask ones = unet10(PatternTile.of(10, (_, _, _) -> 1));
        Mask others = unet10(PatternTile.of(10, (band, _, _) -> 7 + 1000 * band));
        Mask floats = unet10(PatternTile.ofFloats(10, (band, _, _) -> 0.25 + band));

        assertThat(others.differences(ones)).isZero();
        assertThat(floats.differences(ones)).isZero();
    }

    /** A tenth of the pixels lie above; whatever they are, they count as the percentile. */
    @Test
    void whatLiesAboveThePercentileIsAlikeToUnet10() {
        Mask bright = unet10(PatternTile.of(10, (band, x, y) -> x + y == 0 ? 60_000 : 100 + band * x + 3 * y));
        Mask dull = unet10(PatternTile.of(10, (band, x, y) -> x + y == 0 ? 20_000 : 100 + band * x + 3 * y));

        assertThat(bright.differences(dull)).isZero();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("twins")
    void theSamePixelsMakeTheSameMaskHoweverTheyAreStored(Twins twins) {
        List<Mask> masks = twins.tiles().stream()
                .map(tile -> user.mask(user.submit(twins.process(), TestingTiles.bytes(tile))))
                .toList();

        assertThat(masks)
                .allSatisfy(
                        mask -> assertThat(mask.differences(masks.getFirst())).isZero());
    }

    /** Files that hold the same pixels, as far as the process is concerned. */
    record Twins(String process, List<Path> tiles) {}

    static Stream<Twins> twins() {
        return TestingTiles.shared().stream()
                .map(shared -> shared.resolve("tiles"))
                .flatMap(tiles -> Stream.of(
                        new Twins(
                                "unet10",
                                Stream.of("", "_bigtiff", "_striped_lzw", "_uncompressed_pixel")
                                        .map(layout -> tiles.resolve("spain_10band%s.tif".formatted(layout)))
                                        .toList()),
                        // In the second, the six bands stand among ten.
                        new Twins(
                                "cloud-mask",
                                List.of(tiles.resolve("cloud_6band.tif"), tiles.resolve("cloud_10band.tif")))));
    }

    private Mask unet10(PatternTile tile) {
        return user.mask(user.submit("unet10", tile.bytes()));
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
