package dev.tilefleet.standalone.demo;

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

/**
 * The tile that comes with the installation, and what people saw on it.
 *
 * @param tile six bands of Sentinel-2 as a GeoTIFF
 * @param labels one band of the same size whose values are the model's classes, drawn by hand
 */
record Sample(Path tile, Path labels) {
    /** Whose work tile, labels and model are; to be shown with what is made of them. */
    static final List<String> CREDITS = List.of(
            "Tile, labels and model: ukis-csmask, (c) 2020 German Aerospace Center (DLR), Apache License 2.0;",
            "contains modified Copernicus Sentinel data. Please cite: Wieland, Li, Martinis, Remote Sensing of",
            "Environment 230 (2019), doi:10.1016/j.rse.2019.05.022");

    /** @param models the installation's folder of models */
    static Sample in(Path models) {
        Path folder = models.resolve(Demo.PROCESS.value()).resolve("sample");
        return new Sample(folder.resolve("cloud_6band.tif"), folder.resolve("cloud_labels.tif"));
    }

    /** What files made of the tile are called, without their suffix. */
    String stem() {
        return tile.getFileName().toString().replaceFirst("\\.tif$", "");
    }

    /** One label a pixel, row after row. */
    byte[] readLabels(Gdal gdal, int width, int height) throws IOException {
        try (Arena arena = Arena.ofConfined();
                Raster raster = gdal.open(MemorySegment.ofArray(Files.readAllBytes(labels)), width, height)) {
            MemorySegment pixels = arena.allocate((long) width * height);
            raster.read(List.of(1), SampleType.UINT8, pixels);
            return pixels.toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
