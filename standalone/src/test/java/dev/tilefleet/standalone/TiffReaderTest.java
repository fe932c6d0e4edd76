package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.Raster;
import dev.tilefleet.worker.raster.SampleType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's reader of TIFFs, in Node.js, against GDAL: the same bands, to the last bit. */
final class TiffReaderTest {
    private static final Path READER = Path.of("../api/src/test/js/band-digests.js");
    private static final Path HOSTILE = Path.of("src/test/resources/dev/tilefleet/hostile");

    /** Compressions, and samples of 12 bits, that a page need not know: it shows the mask alone. */
    private static final Set<String> REFUSED = Set.of(
            "big_endian_zstd.tif",
            "float64_zstd.tif",
            "jpeg_ycbcr.tif",
            "lerc_deflate_f32.tif",
            "nbits12.tif",
            "uint16_lerc.tif",
            "uint16_lzma.tif",
            "uint8_jpeg.tif",
            "webp_rgba.tif");

    private static Gdal gdal;

    @BeforeAll
    static void load() {
        gdal = Gdal.load(Optional.empty());
    }

    static List<JsonNode> read() throws IOException {
        return digests(Stream.concat(
                        tiles(HOSTILE),
                        TestingTiles.shared().stream()
                                .flatMap(shared -> Stream.of("tiles", "golden/tiles")
                                        .map(shared::resolve)
                                        .flatMap(TiffReaderTest::tiles)))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsWhatGdalReads(JsonNode tile) {
        Path file = Path.of(tile.path("file").asText());
        if (REFUSED.contains(file.getFileName().toString())) {
            assertThat(tile.path("refused").asText()).isNotEmpty();
            return;
        }

        assertThat(tile.path("refused").asText()).isEmpty();
        try (Arena arena = Arena.ofConfined()) {
            int width = tile.path("width").asInt();
            int height = tile.path("height").asInt();
            MemorySegment bytes = MemorySegment.ofArray(TestingTiles.bytes(file));
            try (Raster raster = gdal.open(arena.allocate(bytes.byteSize()).copyFrom(bytes), width, height)) {
                assertThat(tile.path("names"))
                        .extracting(JsonNode::asText)
                        .containsExactlyElementsOf(raster.bandNames().names());
                assertThat(tile.path("digests"))
                        .extracting(JsonNode::asText)
                        .containsExactlyElementsOf(digests(raster, arena));
            }
        }
    }

    private static List<String> digests(Raster raster, Arena arena) {
        MemorySegment plane = arena.allocate(ValueLayout.JAVA_FLOAT, (long) raster.width() * raster.height());
        List<String> digests = new ArrayList<>();
        for (int position = 1; position <= raster.bandNames().count(); position++) {
            raster.read(List.of(position), SampleType.FLOAT32, plane);
            digests.add(Sha256.of(plane.toArray(ValueLayout.JAVA_BYTE)).hex());
        }
        return digests;
    }

    private static Stream<Path> tiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tif")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> digests(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", READER.toString()));
        files.forEach(file -> command.add(file.toString()));
        String output;
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return abort("skipped: the page's reader of TIFFs runs in Node.js here, and there is none");
        }
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : output.lines().toList()) {
            answers.add(json.readTree(line));
        }
        assertThat(answers).hasSameSizeAs(files);
        return answers;
    }
}
