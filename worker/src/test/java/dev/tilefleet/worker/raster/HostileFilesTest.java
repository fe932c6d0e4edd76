package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.BLOCKS_TOO_LARGE;
import static dev.tilefleet.job.ProblemType.NOT_A_GEOTIFF;
import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;
import static dev.tilefleet.job.ProblemType.UNSUPPORTED_SAMPLE_TYPE;
import static dev.tilefleet.job.ProblemType.WRONG_SIZE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else's file may do to a worker: end in a problem that says what to change, and nothing else. */
class HostileFilesTest {
    private static final int SIDE = 64;
    private static final int METADATA = 42112;

    private final Gdal gdal = Gdal.load(Optional.empty());

    @Test
    void anEmptyFileIsNoGeoTiff() {
        Problem problem = problemOf(new byte[0]);

        assertThat(problem).isEqualTo(new Problem(NOT_A_GEOTIFF, "The file is empty. Send a GeoTIFF."));
    }

    @Test
    void aPngIsNoGeoTiff() {
        Problem problem = problemOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});

        assertThat(problem).isEqualTo(new Problem(NOT_A_GEOTIFF, "The file is a PNG. Send a GeoTIFF."));
    }

    @Test
    void aVrtThatNamesAnotherFileIsNoGeoTiff() {
        Path target = Path.of("pom.xml").toAbsolutePath();

        Problem problem = problemOf("""
                <VRTDataset rasterXSize="64" rasterYSize="64"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource>
                <SourceFilename>%s</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>""".formatted(target).getBytes(UTF_8));

        assertThat(problem).isEqualTo(new Problem(NOT_A_GEOTIFF, "The file is an XML or VRT text. Send a GeoTIFF."));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 8, 9, 100})
    void aTiffCutBeforeItsDirectoryCannotBeRead(int length) {
        Problem problem = problemOf(Arrays.copyOf(tile().bytes(), length));

        assertThat(problem.type()).isEqualTo(UNREADABLE_TILE);
        assertThat(problem.detail()).contains("cut short").doesNotContain("vsimem");
    }

    @Test
    void aTiffThatLacksPixelsCannotBeRead() {
        byte[] file = tile().declaring(TestingTiff.STRIP_OFFSETS, 70_000).bytes();

        Problem problem = problemOf(file);

        assertThat(problem.type()).isEqualTo(UNREADABLE_TILE);
        assertThat(problem.detail())
                .contains("pixels cannot be read")
                .contains("GDAL says")
                .doesNotContain("vsimem");
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 32_768, 4_000_000_000L})
    void directoriesThatLoopOrLieOutsideTheFileDoNoHarm(long next) {
        byte[] file = tile().nextDirectory(next).bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            assertThat(raster.bandNames().count()).isEqualTo(4);
        }
    }

    @Test
    void aDirectoryThatFollowsItselfDoesNoHarm() {
        int ownOffset = 8 + 4 * SIDE * SIDE * 2;
        byte[] file = tile().nextDirectory(ownOffset).bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            assertThat(raster.bandNames().count()).isEqualTo(4);
        }
    }

    @Test
    void hugeDeclaredDimensionsAreTheWrongSize() {
        byte[] file = tile().declaring(TestingTiff.WIDTH, 2_000_000_000).bytes();

        Problem problem = problemOf(file);

        assertThat(problem.type()).isEqualTo(WRONG_SIZE);
    }

    /** GDAL does not open the second: it would have more blocks than it can count. */
    @ParameterizedTest
    @CsvSource({"1000000, 2000000, false", "1000000, 2000000, true", "4294967295, 4294967295, false", "0, 64, false"})
    void sizesThatGdalDoesNotEvenOpenAreToldAsWrong(long width, long height, boolean tiled) {
        TestingTiff tile = tiled ? tile().tiled(16) : tile();
        byte[] file = tile.declaring(TestingTiff.WIDTH, width)
                .declaring(TestingTiff.HEIGHT, height)
                .bytes();

        Problem problem = problemOf(file);

        assertThat(problem.type()).isEqualTo(WRONG_SIZE);
        assertThat(problem.detail())
                .startsWith("The tile is %d x %d pixels (width x height); this process takes 64 x 64."
                        .formatted(width, height));
    }

    @Test
    void aTileOfAnotherSizeIsToldHowToBecomeOne() {
        Problem problem = problemOf(new TestingTiff(65, 41, 4).bytes());

        assertThat(problem.type()).isEqualTo(WRONG_SIZE);
        assertThat(problem.detail())
                .isEqualTo("The tile is 65 x 41 pixels (width x height); this process takes 64 x 64."
                        + " Cut tiles of that size out of it with: tilefleet crop.");
    }

    @Test
    void aSmallTileOfHugeBlocksIsRefusedBeforeAnythingIsRead() {
        byte[] file =
                tile().tiled(16).declaring(322, 1 << 14).declaring(323, 1 << 14).bytes();

        Problem problem = problemOf(file);

        assertThat(problem.type()).isEqualTo(BLOCKS_TOO_LARGE);
        assertThat(problem.detail()).contains("16384 x 16384 pixels").contains("at most 2048 x 2048");
    }

    @Test
    void moreBandsThanAnySensorHasAreRefused() {
        Problem problem = problemOf(new TestingTiff(SIDE, SIDE, 1025)
                .of(SampleType.UINT8)
                .filledWith((_, _, _) -> 1)
                .bytes());

        assertThat(problem.type()).isEqualTo(BLOCKS_TOO_LARGE);
        assertThat(problem.detail()).startsWith("The tile has 1025 bands; at most 1024 are read.");
    }

    @Test
    void complexSamplesAreRefused() {
        byte[] file = tile().of(SampleType.UINT32)
                .declaring(TestingTiff.SAMPLE_FORMAT, 5)
                .bytes();

        Problem problem = problemOf(file);

        assertThat(problem.type()).isEqualTo(UNSUPPORTED_SAMPLE_TYPE);
    }

    /** GDAL before 3.7 reads them as unsigned, without a word. */
    @Test
    void signedBytesAreReadAsSuchOrRefused() {
        byte[] file = new TestingTiff(SIDE, SIDE, 4)
                .of(SampleType.INT8)
                .filledWith((_, _, _) -> -3)
                .bytes();

        Optional<SampleType> read = openedAs(file);

        assertThat(read)
                .satisfiesAnyOf(
                        type -> assertThat(type).isEmpty(),
                        type -> assertThat(type).hasValue(SampleType.INT8));
    }

    /** The longest that is read, of the worst kind: each domain is looked for among all before it. */
    @Test
    @Timeout(60)
    void metadataOfManyDomainsTakesNoMinute() {
        String domains = IntStream.range(0, 6_600)
                .mapToObj("<Item name=\"a\" domain=\"d%x\">b</Item>"::formatted)
                .collect(Collectors.joining());
        byte[] file = tile().text(METADATA, "<GDALMetadata>" + domains + "</GDALMetadata>")
                .bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            assertThat(raster.bandNames().count()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a b='", "<!--", "<![CDATA[", "&lt;", "<!DOCTYPE a [<!ENTITY b 'c'>"})
    @Timeout(60)
    void metadataThatNestsOrNeverEndsDoesNoHarm(String piece) {
        byte[] file = tile().text(METADATA, "<GDALMetadata>" + piece.repeat(250_000 / piece.length()))
                .bytes();

        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            assertThat(raster.bandNames().count()).isEqualTo(4);
        }
    }

    /** Four megabytes that libtiff would make four gigabytes of are refused by the way they look alone. */
    @Test
    void moreFieldsThanAnyTileNeedsAreRefused() {
        TestingTiff file = tile();
        IntStream.range(0, 17).forEach(i -> file.text(50_000 + i, "x".repeat(1 << 20)));

        Problem problem = problemOf(file.bytes());

        assertThat(problem.type()).isEqualTo(UNREADABLE_TILE);
        assertThat(problem.detail()).contains("TIFF fields").contains("Write it again");
    }

    @Test
    void aThousandFailuresLeaveNothingBehind() {
        byte[] unopenable = Arrays.copyOf(tile().bytes(), 100);
        byte[] unreadable = tile().declaring(TestingTiff.STRIP_OFFSETS, 70_000).bytes();
        byte[] refused = new TestingTiff(2, 2, 1).bytes();
        int before = MemoryFile.count(gdal.functions());

        for (int i = 0; i < 334; i++) {
            problemOf(unopenable);
            problemOf(unreadable);
            problemOf(refused);
        }

        assertThat(MemoryFile.count(gdal.functions())).isEqualTo(before);
    }

    private static TestingTiff tile() {
        return new TestingTiff(SIDE, SIDE, 4);
    }

    private Optional<SampleType> openedAs(byte[] file) {
        try (Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            return Optional.of(raster.sampleType());
        } catch (ProblemException refusal) {
            assertThat(refusal.problem().type()).isEqualTo(UNSUPPORTED_SAMPLE_TYPE);
            return Optional.empty();
        }
    }

    private Problem problemOf(byte[] file) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> readFourBands(file));
        assertThat(problem).as("the file was read").isNotNull();
        return problem.problem();
    }

    private void readFourBands(byte[] file) {
        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(file), SIDE, SIDE)) {
            raster.read(
                    List.of(1, 2, 3, 4), SampleType.FLOAT32, arena.allocate(ValueLayout.JAVA_FLOAT, 4L * SIDE * SIDE));
        }
    }
}
