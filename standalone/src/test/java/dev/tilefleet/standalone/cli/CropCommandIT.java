package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.Raster;
import dev.tilefleet.worker.raster.SampleType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CropCommandIT {
    private static final String SOURCE = "../models/cloud-mask/sample/cloud_6band.tif";
    private static final int SIDE = 512;

    private final TestingShell shell = new TestingShell();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void cutsTilesAtTheOffsets() throws IOException {
        Path tiles = folder.resolve("made/tiles");

        int code = crop("--size", "64", "--offset", "100,30", "--offset", "448,448", "--offset", "100,30", "-o", tiles);

        assertThat(shell.err()).isEmpty();
        assertThat(code).isZero();
        Path tile = tiles.resolve("cloud_6band_100_30.tif");
        assertThat(shell.outLines())
                .containsExactly(
                        tile.toString(),
                        tiles.resolve("cloud_6band_448_448.tif").toString());
        short[] source = band(Path.of(SOURCE), SIDE, 4);
        short[] window = new short[64 * 64];
        IntStream.range(0, 64).forEach(row -> System.arraycopy(source, (30 + row) * SIDE + 100, window, row * 64, 64));
        assertThat(band(tile, 64, 4)).isEqualTo(window);
    }

    @Test
    void cutsTheWholeFile() {
        assertThat(crop("--size", "200", "--all", "-o", folder)).isZero();

        assertThat(shell.outLines())
                .hasSize(9)
                .startsWith(folder.resolve("cloud_6band_0_0.tif").toString())
                .endsWith(folder.resolve("cloud_6band_312_312.tif").toString());
    }

    @Test
    void takesTheSizeOfTheModelsUnlessToldOtherwise() throws IOException {
        assertThat(crop("--all", "-o", folder)).isZero();

        assertThat(band(folder.resolve("cloud_6band_0_0.tif"), SIDE, 1)).isEqualTo(band(Path.of(SOURCE), SIDE, 1));
    }

    @Test
    void saysHowLargeTheFileIsWhereAnOffsetLiesOutside() {
        assertThat(crop("--size", "256", "--offset", "300,0", "-o", folder)).isEqualTo(2);

        assertThat(shell.err().lines())
                .containsExactly(SOURCE + " is 512 x 512 pixels (width x height): tiles of 256 x 256 begin at column 0"
                        + " to 256 and row 0 to 256, not at 300,0.");
    }

    @Test
    void saysInWhichDirectionTheFileIsTooSmall() {
        assertThat(crop("--size", "513", "--all", "-o", folder)).isEqualTo(2);

        assertThat(shell.err())
                .contains("too small for a tile of 513 x 513", "its width 512 is less than 513 and its height 512");
    }

    @Test
    void doesNotReplaceATileUnlessToldTo() throws IOException {
        Path present = Files.writeString(folder.resolve("cloud_6band_0_0.tif"), "mine");

        assertThat(crop("--all", "-o", folder)).isEqualTo(2);

        assertThat(shell.err().lines()).containsExactly(present + ": exists already; --overwrite would replace it");
        assertThat(present).hasContent("mine");
    }

    @Test
    void replacesATileIfToldTo() throws IOException {
        Path present = Files.writeString(folder.resolve("cloud_6band_0_0.tif"), "mine");

        assertThat(crop("--all", "--overwrite", "-o", folder)).isZero();

        assertThat(band(present, SIDE, 1)).isEqualTo(band(Path.of(SOURCE), SIDE, 1));
    }

    @Test
    void wantsToKnowWhichTiles() {
        assertThat(crop("-o", folder)).isEqualTo(2);

        assertThat(shell.err().lines())
                .containsExactly(
                        "say which tiles: either --offset X,Y, once or several times, or --all",
                        "Try 'tilefleet crop --help'.");
    }

    @Test
    void takesOffsetsOrAllNotBoth() {
        assertThat(crop("--all", "--offset", "1,1", "-o", folder)).isEqualTo(2);

        assertThat(shell.err()).startsWith("say which tiles");
    }

    @Test
    void takesOnlyPixelsForAnOffset() {
        assertThat(crop("--offset", "-1,3", "-o", folder)).isEqualTo(2);

        assertThat(shell.err()).contains("'-1,3' is no offset such as 1024,512 (column, row)");
    }

    @Test
    void aTileHasAPixelAtLeast() {
        assertThat(crop("--all", "--size", "0", "-o", folder)).isEqualTo(2);

        assertThat(shell.err()).startsWith("a tile has a pixel at least; --size is 0");
    }

    @Test
    void takesNoFolderForAFile() {
        assertThat(shell.run("crop", folder.toString(), "--all", "-o", folder.toString()))
                .isEqualTo(2);

        assertThat(shell.err()).startsWith(folder + ": is a folder; name a GeoTIFF in it");
    }

    @Test
    void takesNoFileForAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThat(crop("--all", "-o", file)).isEqualTo(2);

        assertThat(shell.err()).startsWith(file + ": is not a folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThat(shell.run("crop", "nowhere.tif", "--all", "-o", folder.toString()))
                .isEqualTo(2);

        assertThat(shell.err().lines()).containsExactly("nowhere.tif: no such file or folder");
    }

    @Test
    void saysThatAFileIsNoGeoTiff() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "this is text");

        assertThat(shell.run("crop", text.toString(), "--all", "-o", folder.toString()))
                .isEqualTo(2);

        assertThat(shell.err()).startsWith(text + " cannot be opened as a GeoTIFF.");
    }

    private int crop(Object... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "crop";
        arguments[1] = SOURCE;
        IntStream.range(0, options.length).forEach(i -> arguments[i + 2] = options[i].toString());
        return shell.run(arguments);
    }

    private static short[] band(Path tile, int side, int number) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Raster raster =
                        Gdal.load(Optional.empty()).open(MemorySegment.ofArray(Files.readAllBytes(tile)), side, side)) {
            assertThat(raster.bandNames().names()).containsExactly("B02", "B03", "B04", "B08", "B11", "B12");
            MemorySegment pixels = arena.allocate(ValueLayout.JAVA_SHORT, (long) side * side);
            raster.read(List.of(number), SampleType.UINT16, pixels);
            return pixels.toArray(ValueLayout.JAVA_SHORT);
        }
    }
}
