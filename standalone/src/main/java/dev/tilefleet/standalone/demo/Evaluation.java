package dev.tilefleet.standalone.demo;

import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.SideBySide;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Checks a mask of the sample, draws it beside the tile and compares it with the labels. */
final class Evaluation {
    private final ModelDescription model;
    private final Sample sample;
    private final Optional<Path> gdalLibrary;

    /** @param gdalLibrary libgdal, where it is not found by its usual names */
    Evaluation(ModelDescription model, Sample sample, Optional<Path> gdalLibrary) {
        this.model = model;
        this.sample = sample;
        this.gdalLibrary = gdalLibrary;
    }

    /**
     * Writes mask and picture into the folder, in the place of those of a former run.
     *
     * @param startUp of the fleet
     * @throws DemoFailedException if the mask is wrong; then nothing is written
     */
    DemoReport of(Trip trip, Duration startUp, Path folder) throws IOException {
        int height = model.input().height();
        int width = model.input().width();
        MaskCheck check = MaskCheck.of(height, width, model.classes());
        byte[] mask = check.pixels(trip.mask());
        Gdal gdal = Gdal.load(gdalLibrary);
        Path npy = Files.write(folder.resolve(sample.stem() + ".npy"), trip.mask());
        Path png = folder.resolve(sample.stem() + ".png");
        try (OutputStream out = Files.newOutputStream(png)) {
            MemorySegment tile = MemorySegment.ofArray(Files.readAllBytes(sample.tile()));
            new SideBySide(model.classes()).write(gdal, tile, mask, width, height, out);
        }
        Agreement agreement = Agreement.of(
                sample.readLabels(gdal, width, height), mask, model.classes().size());
        return new DemoReport(check, model.classes(), agreement, startUp, trip.legs(), trip.time(), npy, png);
    }
}
