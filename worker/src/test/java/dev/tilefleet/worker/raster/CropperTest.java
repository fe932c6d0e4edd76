package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.WRONG_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tilefleet.job.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropperTest {
    private final Gdal gdal = Gdal.load(Optional.empty());
    private final Cropper cropper = new Cropper(gdal, false);

    @TempDir
    private Path folder;

    private Path source;

    /** What of a dataset only these tests ask for. */
    interface Georeference {
        @NativeFunction("GDALGetGeoTransform")
        int geoTransform(MemorySegment dataset, MemorySegment sixDoubles);

        @NativeFunction("GDALGetProjectionRef")
        MemorySegment projection(MemorySegment dataset);

        @NativeFunction("GDALGetRasterNoDataValue")
        double noData(MemorySegment band, MemorySegment success);
    }

    @BeforeEach
    void writeASceneInUtm() throws IOException {
        source = Files.write(
                folder.resolve("scene.tif"),
                new TestingTiff(100, 80, 3)
                        .naming("B02", "B03", "B04")
                        .text(42113, "7")
                        .doubles(33550, 10, 10, 0)
                        .doubles(33922, 0, 0, 0, 500_000, 4_000_000, 0)
                        .shorts(34735, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32630)
                        .bytes());
    }

    @Test
    void aTileHasTheWindowsPixels() throws IOException {
        Path tile = crop(20, 30);

        assertThat(pixels(tile, 32, 2))
                .startsWith(1000 + 300 + 20, 1000 + 300 + 21)
                .hasSize(32 * 32);
    }

    @Test
    void aTileKeepsItsBandDescriptions() throws IOException {
        Path tile = crop(20, 30);

        try (Raster raster = gdal.open(MemorySegment.ofArray(Files.readAllBytes(tile)), 32, 32)) {
            assertThat(raster.bandNames().names()).containsExactly("B02", "B03", "B04");
            assertThat(raster.sampleType()).isEqualTo(SampleType.UINT16);
        }
    }

    @Test
    void aTileKeepsItsPlaceOnTheEarthAndItsNodataValue() throws IOException {
        Path tile = crop(20, 30);

        Georeference functions = new NativeBinding(GdalLibrary.find(Optional.empty())).bind(Georeference.class);
        try (Arena arena = Arena.ofConfined();
                Dataset dataset = Dataset.open(gdal, arena.allocateFrom(tile.toString()), MemorySegment.NULL, arena)
                        .orElseThrow()) {
            MemorySegment transform = arena.allocate(ValueLayout.JAVA_DOUBLE, 6);
            functions.geoTransform(dataset.handle(), transform);
            assertThat(transform.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(500_200, 10, 0, 3_999_700, 0, -10);
            assertThat(CString.read(functions.projection(dataset.handle()))).contains("UTM zone 30N");
            assertThat(functions.noData(gdal.functions().band(dataset.handle(), 1), MemorySegment.NULL))
                    .isEqualTo(7);
        }
    }

    @Test
    void allTilesAreFullAndNamedByTheirOffset() throws IOException {
        Path tiles = folder.resolve("made/tiles");

        List<Path> written = new ArrayList<>();
        cropper.cropAll(source, tiles, 64, written::add);

        assertThat(written)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("scene_0_0.tif", "scene_36_0.tif", "scene_0_16.tif", "scene_36_16.tif");
        assertThat(pixels(written.getLast(), 64, 1)).startsWith(160 + 36);
        assertThat(filesIn(tiles)).hasSize(4);
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Path tiles = Files.createDirectory(folder.resolve("tiles"));
        Path present = Files.writeString(tiles.resolve("scene_36_16.tif"), "mine");

        assertThatThrownBy(() -> cropper.cropAll(source, tiles, 64, CropperTest::ignore))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("scene_36_16.tif");

        assertThat(present).hasContent("mine");
        assertThat(filesIn(tiles)).containsExactly(present);
    }

    @Test
    void aFileThatIsThereIsReplacedIfToldSo() throws IOException {
        Path present = Files.writeString(folder.resolve("scene_20_30.tif"), "mine");

        new Cropper(gdal, true).crop(source, folder, List.of(new CropWindow(20, 30, 32)), CropperTest::ignore);

        assertThat(pixels(present, 32, 1)).hasSize(32 * 32);
    }

    @Test
    void aWindowThatReachesOutsideIsRefusedAndNoneIsWritten() throws IOException {
        Path tiles = folder.resolve("tiles");
        List<CropWindow> windows = List.of(new CropWindow(68, 0, 32), new CropWindow(69, 0, 32));

        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> cropper.crop(source, tiles, windows, CropperTest::ignore));

        assertThat(refusal.problem().type()).isEqualTo(WRONG_SIZE);
        assertThat(refusal)
                .hasMessageContaining("is 100 x 80 pixels")
                .hasMessageContaining("column 0 to 68 and row 0 to 48, not at 69,0");
        assertThat(tiles).doesNotExist();
    }

    @Test
    void aSourceSmallerThanATileIsRefused() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> cropper.cropAll(source, folder, 512, CropperTest::ignore));

        assertThat(refusal.problem().type()).isEqualTo(WRONG_SIZE);
        assertThat(refusal).hasMessageContaining("its width 100 is less than 512 and its height 80 is less than 512");
    }

    @Test
    void aSourceSmallerInOneDirectionIsRefusedForThatOne() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> cropper.cropAll(source, folder, 96, CropperTest::ignore));

        assertThat(refusal).hasMessageContaining("96 x 96: its height 80 is less than 96.");
    }

    @Test
    void aUrlIsNoSource() {
        assertThatThrownBy(() -> cropper.cropAll(
                        Path.of("/vsicurl/http://127.0.0.1:1/scene.tif"), folder, 64, CropperTest::ignore))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSourceCutShortLeavesNoHalfTile() throws IOException {
        Path cut = Files.write(
                folder.resolve("cut.tif"),
                new TestingTiff(100, 80, 3)
                        .declaring(TestingTiff.STRIP_OFFSETS, 90_000)
                        .bytes());
        Path tiles = folder.resolve("tiles");

        assertThatThrownBy(() -> cropper.cropAll(cut, tiles, 64, CropperTest::ignore))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GDAL says");

        assertThat(filesIn(tiles)).isEmpty();
    }

    /** The tile of 32 x 32 pixels there. */
    private Path crop(int x, int y) throws IOException {
        List<Path> written = new ArrayList<>();
        cropper.crop(source, folder, List.of(new CropWindow(x, y, 32)), written::add);
        assertThat(written).containsExactly(folder.resolve("scene_%d_%d.tif".formatted(x, y)));
        return written.getFirst();
    }

    private static void ignore(Path tile) {}

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private double[] pixels(Path tile, int side, int band) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(Files.readAllBytes(tile)), side, side)) {
            MemorySegment pixels = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) side * side);
            raster.read(List.of(band), SampleType.FLOAT64, pixels);
            return pixels.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }
}
