package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;
import static dev.tilefleet.job.ProblemType.UNSUPPORTED_SAMPLE_TYPE;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * A {@code GDALDataset}. Its pointer is bound to the arena: use from another thread or after the arena's end is an
 * exception, not a crash.
 */
final class Dataset implements AutoCloseable {
    private static final int RASTER = 0x02;
    private static final int VERBOSE_ERROR = 0x40;

    private final Gdal gdal;
    private final GdalFunctions functions;
    private final MemorySegment handle;
    private final Arena arena;

    private Dataset(Gdal gdal, MemorySegment handle, Arena arena) {
        this.gdal = gdal;
        this.functions = gdal.functions();
        this.handle = handle;
        this.arena = arena;
    }

    /**
     * Opens for reading, as a GeoTIFF or not at all; nothing means that {@link GdalErrors} knows why.
     *
     * @param siblings the names beside the file as a C string list, or {@code NULL} to look for them
     * @param arena confined; the caller closes it after the dataset
     */
    @SuppressWarnings("restricted")
    static Optional<Dataset> open(Gdal gdal, MemorySegment name, MemorySegment siblings, Arena arena) {
        MemorySegment drivers = StringList.of(arena, "GTiff");
        gdal.errors().reset();
        MemorySegment handle =
                gdal.functions().open(name, RASTER | VERBOSE_ERROR, drivers, MemorySegment.NULL, siblings);
        return MemorySegment.NULL.equals(handle)
                ? Optional.empty()
                : Optional.of(new Dataset(gdal, handle.reinterpret(arena, null), arena));
    }

    Gdal gdal() {
        return gdal;
    }

    MemorySegment handle() {
        return handle;
    }

    Arena arena() {
        return arena;
    }

    /** @throws ProblemException when samples are of a type that has no place in a float tensor */
    RasterLayout layout() {
        MemorySegment first = band(1);
        MemorySegment blockWidth = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment blockHeight = arena.allocate(ValueLayout.JAVA_INT);
        functions.blockSize(first, blockWidth, blockHeight);
        return new RasterLayout(
                functions.width(handle),
                functions.height(handle),
                functions.bandCount(handle),
                sampleType(first),
                blockWidth.get(ValueLayout.JAVA_INT, 0),
                blockHeight.get(ValueLayout.JAVA_INT, 0),
                structure(handle, "INTERLEAVE").equals("PIXEL"));
    }

    /** The band's description, empty if it has none. */
    String bandName(int number) {
        return CString.read(functions.description(band(number)));
    }

    private SampleType sampleType(MemorySegment band) {
        int number = functions.dataType(band);
        // Before 3.7 GDAL has no type for signed bytes: it would hand them out as unsigned.
        boolean signedByte = structure(band, "PIXELTYPE").equals("SIGNEDBYTE");
        return SampleType.of(number)
                .filter(type -> !(type == SampleType.UINT8 && signedByte))
                .orElseThrow(() -> new ProblemException(
                        UNSUPPORTED_SAMPLE_TYPE,
                        "The tile's samples are %s. Write real numbers: integers of 8 to 64 bits (signed bytes only with GDAL 3.7 or newer on the workers) or floats."
                                .formatted(signedByte ? "signed bytes" : "of GDAL's data type " + number)));
    }

    private String structure(MemorySegment object, String item) {
        return CString.read(
                functions.metadataItem(object, arena.allocateFrom(item), arena.allocateFrom("IMAGE_STRUCTURE")));
    }

    private MemorySegment band(int number) {
        MemorySegment band = functions.band(handle, number);
        if (MemorySegment.NULL.equals(band)) {
            throw new ProblemException(UNREADABLE_TILE, "The file has no band %d.".formatted(number));
        }
        return band;
    }

    @Override
    public void close() {
        functions.close(handle);
    }
}
