package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What a TIFF may have GDAL load when it opens it, before there is anything that {@link TileLimits} could look at.
 *
 * <p>libtiff loads the values of every field of the first directory, whether it knows the tag or not, and any number of
 * fields may name the same bytes: 4 MB of file can become 4 GB of memory. GDAL's own metadata is XML, which it takes
 * apart at once, and looks for each new domain among all before it: 1 MiB of domains takes seconds, 12 MB minutes.
 *
 * <p>Only sizes are judged here. A file that is cut short or contradicts itself passes: GDAL finds that out.
 */
final class FieldLimits {
    private static final int GDAL_METADATA = 42112;
    private static final long MAX_BYTES = 16L << 20;
    private static final long MAX_METADATA_BYTES = 256L << 10;
    private static final int BIG_TIFF = 43;

    /** By type; TIFF's own begin at one, BigTIFF's at sixteen. Libtiff skips fields of a type it does not know. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final MemorySegment file;
    private final boolean big;
    private final ValueLayout.OfShort shorts;
    private final ValueLayout.OfInt ints;
    private final ValueLayout.OfLong longs;

    private FieldLimits(MemorySegment file, ByteOrder order) {
        this.file = file;
        this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
        this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
        this.longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order);
        this.big = unsignedShort(2) == BIG_TIFF;
    }

    /**
     * Checks the first directory.
     *
     * @param file of which {@link FileSignature} says that it is a TIFF
     * @throws ProblemException when its fields are larger than any that describe a tile
     */
    static void check(MemorySegment file) {
        boolean little = file.get(ValueLayout.JAVA_BYTE, 0) == 'I';
        new FieldLimits(file, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).check();
    }

    private void check() {
        long directory = offset(big ? 8 : 4);
        long first = directory + (big ? Long.BYTES : Short.BYTES);
        long size = big ? 20 : 12;
        if (directory <= 0 || first <= 0 || first > file.byteSize()) {
            return;
        }
        long declared = big ? offset(directory) : unsignedShort(directory);
        long fitting = (file.byteSize() - first) / size;
        // A negative number is a large one.
        long count = Long.compareUnsigned(declared, fitting) < 0 ? declared : fitting;
        long sum = 0;
        for (long field = first; field < first + count * size; field += size) {
            long bytes = valueBytes(field);
            if (unsignedShort(field) == GDAL_METADATA && bytes > MAX_METADATA_BYTES) {
                throw tooLarge("GDAL metadata is", bytes, MAX_METADATA_BYTES);
            }
            sum += bytes;
            if (sum > MAX_BYTES) {
                throw tooLarge("TIFF fields are together", sum, MAX_BYTES);
            }
        }
    }

    /** No more can be loaded than the file has, whatever the field says. */
    private long valueBytes(long field) {
        int type = unsignedShort(field + 2);
        long values = offset(field + 4);
        long bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        boolean more = bytes > 0 && Long.compareUnsigned(values, file.byteSize() / bytes) > 0;
        return more ? file.byteSize() : values * bytes;
    }

    private static ProblemException tooLarge(String what, long bytes, long most) {
        return new ProblemException(
                UNREADABLE_TILE,
                "The file's %s %d bytes or more; at most %d are read. Write it again without the tags and metadata that do not describe its pixels."
                        .formatted(what, bytes, most));
    }

    private int unsignedShort(long position) {
        return position + Short.BYTES <= file.byteSize() ? Short.toUnsignedInt(file.get(shorts, position)) : 0;
    }

    /** An offset, or a number of values, of the width that the format gives to both; zero outside of the file. */
    private long offset(long position) {
        int width = big ? Long.BYTES : Integer.BYTES;
        if (position + width > file.byteSize()) {
            return 0;
        }
        return big ? file.get(longs, position) : Integer.toUnsignedLong(file.get(ints, position));
    }
}
