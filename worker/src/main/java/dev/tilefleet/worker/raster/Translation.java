package dev.tilefleet.worker.raster;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** One window of a dataset as a file of its own: {@code gdal_translate}, of which GDAL has a C function. */
final class Translation {
    private final Gdal gdal;

    Translation(Gdal gdal) {
        this.gdal = gdal;
    }

    void write(Dataset source, CropWindow window, Path target) throws IOException {
        GdalFunctions functions = gdal.functions();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment options = functions.translateOptions(arguments(arena, source, window), MemorySegment.NULL);
            if (MemorySegment.NULL.equals(options)) {
                throw new IllegalStateException("GDAL does not take the options of gdal_translate");
            }
            try {
                gdal.errors().reset();
                MemorySegment name = arena.allocateFrom(target.toAbsolutePath().toString());
                MemorySegment written = functions.translate(name, source.handle(), options, MemorySegment.NULL);
                if (!MemorySegment.NULL.equals(written)) {
                    functions.close(written);
                }
                if (MemorySegment.NULL.equals(written) || gdal.errors().present()) {
                    throw new IOException("The %s could not be copied. %s"
                            .formatted(window, gdal.errors().text()));
                }
            } finally {
                functions.freeTranslateOptions(options);
            }
        }
    }

    private static MemorySegment arguments(Arena arena, Dataset source, CropWindow window) {
        String side = String.valueOf(window.side());
        return StringList.of(
                arena,
                "-of",
                "GTiff",
                "-srcwin",
                String.valueOf(window.x()),
                String.valueOf(window.y()),
                side,
                side,
                "-co",
                "TILED=YES",
                "-co",
                "INTERLEAVE=BAND",
                "-co",
                "COMPRESS=DEFLATE",
                "-co",
                "PREDICTOR=" + predictor(source.layout().sampleType()));
    }

    /** TIFF's predictor for these samples: 1 none, 2 horizontal differences, 3 the same for floats. */
    private static int predictor(SampleType type) {
        return switch (type) {
            case UINT8, INT8, UINT16, INT16, UINT32, INT32 -> 2;
            case FLOAT32, FLOAT64 -> 3;
            case UINT64, INT64, FLOAT16 -> 1;
        };
    }
}
