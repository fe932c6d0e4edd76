package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tile that no process takes.
 *
 * @param file makes its bytes
 * @param problem code of the problem that its sender is told
 * @param advice which words of the problem's detail say what to change
 */
record HostileTile(String name, String process, Supplier<byte[]> file, String problem, String advice) {
    private static final PatternTile SIX_BANDS = PatternTile.of(6, (band, x, y) -> band * 100 + x * y);

    /** Those that are seen through by their first bytes. */
    static Stream<HostileTile> noTiffs() {
        return Stream.of(
                noTiff("a text", "no picture at all".getBytes(UTF_8)),
                noTiff("three bytes", new byte[] {'I', 'I', 42}),
                noTiff("a PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I'}),
                noTiff("a VRT", """
                        <VRTDataset rasterXSize="512" rasterYSize="512"><VRTRasterBand dataType="UInt16" band="1">
                        <SimpleSource><SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand>
                        </VRTDataset>""".getBytes(UTF_8)));
    }

    /** Those that only a worker can judge. */
    static Stream<HostileTile> tiffs() {
        return Stream.of(damaged(), bands(), sizes(), pixels()).flatMap(tiles -> tiles);
    }

    private static Stream<HostileTile> damaged() {
        byte[] whole = TestingTiles.clouds();
        return Stream.of(whole.length / 2, 100)
                .map(length -> new HostileTile(
                        "a file cut after " + length + " bytes",
                        "cloud-mask",
                        () -> Arrays.copyOf(whole, length),
                        "unreadable-tile",
                        "Write and send it again"));
    }

    private static Stream<HostileTile> bands() {
        String add = "Add the missing ones";
        String describe = "Set each band's description to its name";
        PatternTile seven = PatternTile.of(7, (_, x, _) -> x);
        return Stream.of(
                new HostileTile("one band of six", "cloud-mask", TestingTiles::labels, "too-few-bands", add),
                new HostileTile("six bands of ten", "unet10", SIX_BANDS::bytes, "too-few-bands", add),
                new HostileTile("seven nameless bands", "cloud-mask", seven::bytes, "bands-ambiguous", describe));
    }

    private static Stream<HostileTile> sizes() {
        PatternTile scene = new PatternTile(1024, 777, 6, false, (_, x, _) -> x);
        Supplier<byte[]> boast = () -> SIX_BANDS.declaring(200_000, 300_000, 16);
        Supplier<byte[]> beyond = () -> SIX_BANDS.declaring(1_000_000, 2_000_000, 16);
        Supplier<byte[]> blocks = () -> SIX_BANDS.declaring(512, 512, 1 << 14);
        return Stream.of(
                new HostileTile("a scene", "cloud-mask", scene::bytes, "wrong-size", "tilefleet crop"),
                new HostileTile("huge declared dimensions", "cloud-mask", boast, "wrong-size", "tilefleet crop"),
                new HostileTile(
                        "dimensions that GDAL does not open", "cloud-mask", beyond, "wrong-size", "tilefleet crop"),
                new HostileTile("huge blocks", "cloud-mask", blocks, "blocks-too-large", "with smaller blocks"));
    }

    private static Stream<HostileTile> pixels() {
        return Stream.of(
                notFinite("cloud-mask", 6, Double.NaN),
                notFinite("cloud-mask", 6, Double.POSITIVE_INFINITY),
                notFinite("unet10", 10, Double.NaN));
    }

    private static HostileTile noTiff(String name, byte[] bytes) {
        return new HostileTile(
                name,
                "cloud-mask",
                () -> bytes,
                "not-a-geotiff",
                "Send a GeoTIFF; other formats can be converted with gdal_translate -of GTiff.");
    }

    private static HostileTile notFinite(String process, int bands, double value) {
        PatternTile tile = PatternTile.ofFloats(bands, (band, x, y) -> band == 2 && x == 3 && y == 4 ? value : 0.1);
        return new HostileTile(
                value + " for " + process,
                process,
                tile::bytes,
                "pixels-not-finite",
                "Replace them by a number, such as 0");
    }

    byte[] bytes() {
        return file.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
