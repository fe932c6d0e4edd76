package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.NOT_A_GEOTIFF;
import static dev.tilefleet.job.ProblemType.WRONG_SIZE;

import dev.tilefleet.job.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Cuts square tiles out of a GeoTIFF on disk, of whatever size: GDAL streams it. A tile keeps its place on the earth,
 * sample type, band descriptions and nodata value; it is deflated, in blocks of 256 x 256 pixels, band after band.
 *
 * <p>A file that is there already is refused unless the cropper overwrites. A tile appears under its name when it is
 * whole.
 */
public final class Cropper {
    private final Gdal gdal;
    private final boolean overwrite;

    public Cropper(Gdal gdal, boolean overwrite) {
        this.gdal = gdal;
        this.overwrite = overwrite;
    }

    /**
     * Cuts the fewest full tiles that cover the source: those of the last column and row are shifted inwards where the
     * side does not divide the source's, so that they overlap their neighbours.
     *
     * @param folder where tiles go, named {@code {source}_{x}_{y}.tif} by their offset in pixels; made if need be
     * @param side of a tile, in pixels
     * @param written hears of each tile when it is there, row by row
     * @throws ProblemException when the source is no GeoTIFF or is smaller than one tile; then nothing is written
     * @throws IOException when a tile is there already, or cannot be read or written
     */
    public void cropAll(Path source, Path folder, int side, Consumer<Path> written) throws IOException {
        crop(source, folder, layout -> covering(source, layout, side), written);
    }

    /**
     * Cuts these tiles.
     *
     * @param folder where tiles go, named {@code {source}_{x}_{y}.tif} by their offset in pixels; made if need be
     * @param written hears of each tile when it is there
     * @throws ProblemException when the source is no GeoTIFF or does not hold every window whole; then nothing is
     *     written
     * @throws IOException when a tile is there already, or cannot be read or written
     */
    public void crop(Path source, Path folder, List<CropWindow> windows, Consumer<Path> written) throws IOException {
        crop(source, folder, layout -> within(source, layout, windows), written);
    }

    private void crop(Path source, Path folder, Function<RasterLayout, List<CropWindow>> choice, Consumer<Path> written)
            throws IOException {
        try (Arena arena = Arena.ofConfined();
                Dataset dataset = open(source, arena)) {
            Map<Path, CropWindow> targets = new LinkedHashMap<>();
            for (CropWindow window : choice.apply(dataset.layout())) {
                Path target = folder.resolve(name(source, window));
                checkAbsent(target);
                targets.put(target, window);
            }
            for (Map.Entry<Path, CropWindow> target : targets.entrySet()) {
                write(dataset, target.getValue(), target.getKey());
                written.accept(target.getKey());
            }
        }
    }

    private Dataset open(Path source, Arena arena) throws IOException {
        // GDAL takes names like /vsicurl/... for URLs: only what is a file goes to it.
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(source.toString());
        }
        MemorySegment name = arena.allocateFrom(source.toAbsolutePath().toString());
        return Dataset.open(gdal, name, MemorySegment.NULL, arena)
                .orElseThrow(() -> new ProblemException(
                        NOT_A_GEOTIFF,
                        "%s cannot be opened as a GeoTIFF. %s"
                                .formatted(source, gdal.errors().text())));
    }

    private void checkAbsent(Path target) throws FileAlreadyExistsException {
        if (!overwrite && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private void write(Dataset dataset, CropWindow window, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path partial = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            new Translation(gdal).write(dataset, window, partial);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static List<CropWindow> covering(Path source, RasterLayout layout, int side) {
        checkSize(source, layout, side);
        return CropWindow.covering(layout.width(), layout.height(), side);
    }

    private static List<CropWindow> within(Path source, RasterLayout layout, List<CropWindow> windows) {
        for (CropWindow window : windows) {
            checkSize(source, layout, window.side());
            if (!window.liesWithin(layout.width(), layout.height())) {
                throw new ProblemException(
                        WRONG_SIZE,
                        "%s is %d x %d pixels (width x height): tiles of %d x %d begin at column 0 to %d and row 0 to %d, not at %d,%d."
                                .formatted(
                                        source,
                                        layout.width(),
                                        layout.height(),
                                        window.side(),
                                        window.side(),
                                        layout.width() - window.side(),
                                        layout.height() - window.side(),
                                        window.x(),
                                        window.y()));
            }
        }
        return windows;
    }

    private static void checkSize(Path source, RasterLayout layout, int side) {
        List<String> small = new ArrayList<>();
        if (layout.width() < side) {
            small.add("its width %d is less than %d".formatted(layout.width(), side));
        }
        if (layout.height() < side) {
            small.add("its height %d is less than %d".formatted(layout.height(), side));
        }
        if (!small.isEmpty()) {
            throw new ProblemException(
                    WRONG_SIZE,
                    "%s is %d x %d pixels (width x height), too small for a tile of %d x %d: %s. Take a larger source or a smaller tile size."
                            .formatted(
                                    source, layout.width(), layout.height(), side, side, String.join(" and ", small)));
        }
    }

    private static String name(Path source, CropWindow window) {
        String stem = source.getFileName().toString().replaceFirst("(?i)\\.tiff?$", "");
        return "%s_%d_%d.tif".formatted(stem, window.x(), window.y());
    }
}
