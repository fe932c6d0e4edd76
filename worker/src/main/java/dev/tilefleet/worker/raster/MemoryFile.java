package dev.tilefleet.worker.raster;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.UUID;

/** A file in GDAL's memory file system over bytes of the caller, not copied; gone when closed. */
final class MemoryFile implements AutoCloseable {
    private static final String FOLDER = "/vsimem/tilefleet/";

    private final GdalFunctions gdal;
    private final MemorySegment name;

    /** @param content native, stays valid until {@link #close} */
    MemoryFile(GdalFunctions gdal, MemorySegment content, Arena arena) {
        this.gdal = gdal;
        this.name = arena.allocateFrom(FOLDER + UUID.randomUUID() + ".tif");
        MemorySegment file = gdal.fileFromMemBuffer(name, content, content.byteSize(), 0);
        if (MemorySegment.NULL.equals(file)) {
            throw new IllegalStateException("GDAL made no memory file of " + content.byteSize() + " bytes");
        }
        gdal.closeFile(file);
    }

    /** A C string. */
    MemorySegment name() {
        return name;
    }

    /** How many there are in this process now. */
    static int count(GdalFunctions gdal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = gdal.readDirectory(arena.allocateFrom(FOLDER));
            int count = gdal.stringListCount(names);
            gdal.stringListDestroy(names);
            return count;
        }
    }

    @Override
    public void close() {
        gdal.unlink(name);
    }
}
