package dev.tilefleet.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sound tile of 512×512 pixels that hostile files are made from.
 *
 * <p>The committed ones were written by GDAL, one for each way in which a TIFF can hold such a tile: block layouts,
 * codecs, predictors, sample types, byte orders, overviews, masks. The samples of the models and, where there are any,
 * those beside the checkout are real tiles.
 */
public record BaseTile(String name, int bands, Supplier<byte[]> content) {
    private static final Map<String, Integer> COMMITTED = new TreeMap<>(Map.ofEntries(
            Map.entry("big_endian_zstd", 6),
            Map.entry("bigtiff_deflate", 10),
            Map.entry("float32_predictor3", 10),
            Map.entry("float64_zstd", 6),
            Map.entry("int16_13band", 13),
            Map.entry("jpeg_ycbcr", 3),
            Map.entry("lerc_deflate_f32", 6),
            Map.entry("masked_deflate", 6),
            Map.entry("nbits12", 6),
            Map.entry("packbits", 6),
            Map.entry("pixel_deflate", 10),
            Map.entry("sparse", 6),
            Map.entry("striped_lzw", 6),
            Map.entry("tiled_deflate_overviews", 10),
            Map.entry("uint16_lerc", 6),
            Map.entry("uint16_lzma", 6),
            Map.entry("uint8_jpeg", 6),
            Map.entry("webp_rgba", 4)));

    /** All that this machine has, in the order of their names within committed and found ones. */
    public static List<BaseTile> all() {
        return Stream.concat(committed().stream(), Stream.concat(samples(), shared()))
                .toList();
    }

    /** Those of the repository that are small enough to be sent by the hundred. */
    public static List<BaseTile> committed() {
        return COMMITTED.entrySet().stream()
                .map(tile -> new BaseTile(tile.getKey(), tile.getValue(), () -> resource(tile.getKey())))
                .toList();
    }

    static BaseTile named(String name) {
        return all().stream()
                .filter(tile -> tile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no base tile " + name));
    }

    byte[] bytes() {
        return content.get();
    }

    /** The corpus: each tile in turn, seeds one after the other. */
    public static Stream<HostileFile> corpus(List<BaseTile> tiles, long firstSeed, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new HostileFile(tiles.get(i % tiles.size()), firstSeed + i / tiles.size()));
    }

    private static Stream<BaseTile> samples() {
        Path folder = repository().resolve("models/cloud-mask/sample");
        return Stream.of(file(folder.resolve("cloud_6band.tif"), 6), file(folder.resolve("cloud_labels.tif"), 1));
    }

    /** What may not be redistributed. */
    private static Stream<BaseTile> shared() {
        return shared("tiles").stream()
                .flatMap(folder -> Stream.of("spain_10band", "spain_10band_f32", "wright_10band")
                        .map(name -> file(folder.resolve(name + ".tif"), 10)));
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a test has no main to hand it the variable
    private static Optional<Path> shared(String folder) {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("TILEFLEET_SHARED")).map(Path::of),
                        Stream.of(repository().resolveSibling("shared")))
                .map(shared -> shared.resolve(folder))
                .filter(Files::isDirectory)
                .findFirst();
    }

    static Path repository() {
        return Stream.of(Path.of(""), Path.of(".."))
                .filter(folder -> Files.isDirectory(folder.resolve("models")))
                .findFirst()
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
    }

    private static BaseTile file(Path file, int bands) {
        return new BaseTile(file.getFileName().toString().replace(".tif", ""), bands, () -> {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] resource(String name) {
        try (InputStream file = BaseTile.class.getResourceAsStream(name + ".tif")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
