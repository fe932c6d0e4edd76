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
import java.util.List;
import java.util.UUID;

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
     * @param folder where tiles go, named {@code {source}_x{x}_y{y}.tif} by their offset in pixels; made if need be
     * @param side of a tile, in pixels
     * @return the tiles written, row by row
     * @throws ProblemException when the source is no GeoTIFF or is smaller than one tile
     * @throws IOException when a tile is there already, or cannot be read or written
     */
    public List<Path> cropAll(Path source, Path folder, int side) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Dataset dataset = open(source, arena)) {
            RasterLayout layout = dataset.layout();
            List<CropWindow> windows = CropWindow.covering(layout.width(), layout.height(), side);
            if (windows.isEmpty()) {
                throw outside(source, layout, new CropWindow(0, 0, side));
            }
            List<Path> targets = windows.stream()
                    .map(window -> folder.resolve(name(source, window)))
                    .toList();
            for (Path target : targets) {
                checkAbsent(target);
            }
            List<Path> written = new ArrayList<>();
            for (int i = 0; i < windows.size(); i++) {
                write(dataset, windows.get(i), targets.get(i));
                written.add(targets.get(i));
            }
            return List.copyOf(written);
        }
    }

    /**
     * Cuts one tile.
     *
     * @throws ProblemException when the source is no GeoTIFF or does not hold the whole window
     * @throws IOException when the target is there already, or the tile cannot be read or written
     */
    public void crop(Path source, CropWindow window, Path target) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Dataset dataset = open(source, arena)) {
            RasterLayout layout = dataset.layout();
            if (!window.liesWithin(layout.width(), layout.height())) {
                throw outside(source, layout, window);
            }
            checkAbsent(target);
            write(dataset, window, target);
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

    private static ProblemException outside(Path source, RasterLayout layout, CropWindow window) {
        return new ProblemException(
                WRONG_SIZE,
                "%s is %d x %d pixels (width x height); a window of %d x %d at column %d, row %d does not fit into it."
                        .formatted(
                                source,
                                layout.width(),
                                layout.height(),
                                window.side(),
                                window.side(),
                                window.x(),
                                window.y()));
    }

    private static String name(Path source, CropWindow window) {
        String stem = source.getFileName().toString().replaceFirst("(?i)\\.tiff?$", "");
        return "%s_x%d_y%d.tif".formatted(stem, window.x(), window.y());
    }
}
