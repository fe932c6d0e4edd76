package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.worker.WorkerConfig;
import dev.tilefleet.worker.raster.CropWindow;
import dev.tilefleet.worker.raster.Cropper;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.GdalUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tilefleet crop}. */
@Command(
        name = "crop",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Cut tiles out of a large GeoTIFF, as DIR/{file's name}_{X}_{Y}.tif.",
            "They keep place on the earth, band names, sample type and nodata value. Prints the files written."
        })
final class CropCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A GeoTIFF.")
    private Path source;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the tiles, made if need be.")
    private Path folder;

    @Option(
            names = "--offset",
            paramLabel = "X,Y",
            converter = PixelOffset.Form.class,
            description = "Cut the tile with this many columns left of it and rows above it; may be repeated.")
    private List<PixelOffset> offsets = new ArrayList<>();

    @Option(
            names = "--all",
            description = "Cut the fewest full tiles that cover the file; the last column and row of them are shifted"
                    + " inwards and overlap their neighbours.")
    private boolean all;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "512",
            description = "A tile's width and height (default: ${DEFAULT-VALUE}, which the bundled models take).")
    private int size;

    @Option(names = "--overwrite", description = "Replace files of the same name.")
    private boolean overwrite;

    CropCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        try {
            Cropper cropper = new Cropper(Gdal.load(gdalLibrary()), overwrite);
            if (all) {
                cropper.cropAll(source, folder, size, tile -> screen.line(tile.toString()));
            } else {
                cropper.crop(source, folder, windows(), tile -> screen.line(tile.toString()));
            }
            return Exit.OK.code();
        } catch (FileAlreadyExistsException e) {
            return refused(e.getFile() + ": exists already; --overwrite would replace it");
        } catch (ProblemException | GdalUnavailableException e) {
            return refused(e.getMessage());
        }
    }

    private void checkUsage() {
        if (all == !offsets.isEmpty()) {
            throw usage("say which tiles: either --offset X,Y, once or several times, or --all");
        }
        if (size < 1) {
            throw usage("a tile has a pixel at least; --size is " + size);
        }
        if (Files.isDirectory(source)) {
            throw usage(source + ": is a folder; name a GeoTIFF in it");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw usage(folder + ": is not a folder");
        }
    }

    private List<CropWindow> windows() {
        return offsets.stream()
                .distinct()
                .map(offset -> new CropWindow(offset.x(), offset.y(), size))
                .toList();
    }

    private Optional<Path> gdalLibrary() {
        return new Settings(surroundings.environment()).optional(WorkerConfig.GDAL_LIBRARY, Path::of);
    }

    private int refused(String reason) {
        screen.complaint(reason);
        return Exit.USAGE.code();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
