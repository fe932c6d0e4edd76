package dev.tilefleet.worker.raster;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** What a file is by its first bytes, which are written here as ISO 8859-1. */
enum FileSignature {
    TIFF_LITTLE_ENDIAN("a TIFF", "II*\0"),
    TIFF_BIG_ENDIAN("a TIFF", "MM\0*"),
    BIGTIFF_LITTLE_ENDIAN("a TIFF", "II+\0"),
    BIGTIFF_BIG_ENDIAN("a TIFF", "MM\0+"),
    PNG("a PNG", "\u0089PNG"),
    JPEG("a JPEG", "\u00FF\u00D8\u00FF"),
    JPEG2000("a JPEG 2000", "\0\0\0\fjP"),
    HDF5("an HDF5 or NetCDF file", "\u0089HDF"),
    ZIP("a ZIP archive", "PK\3\4"),
    GZIP("a gzip file", "\u001F\u008B"),
    NUMPY("a NumPy array", "\u0093NUMPY"),
    XML("an XML or VRT text", "<"),
    UNKNOWN("of no format known here", "");

    private final String description;
    private final String start;

    FileSignature(String description, String start) {
        this.description = description;
        this.start = start;
    }

    static FileSignature of(MemorySegment file) {
        return Arrays.stream(values())
                .filter(signature -> signature.starts(file))
                .findFirst()
                .orElseThrow();
    }

    boolean isTiff() {
        return switch (this) {
            case TIFF_LITTLE_ENDIAN, TIFF_BIG_ENDIAN, BIGTIFF_LITTLE_ENDIAN, BIGTIFF_BIG_ENDIAN -> true;
            case PNG, JPEG, JPEG2000, HDF5, ZIP, GZIP, NUMPY, XML, UNKNOWN -> false;
        };
    }

    /** Fits behind "the file is". */
    String description() {
        return description;
    }

    private boolean starts(MemorySegment file) {
        if (file.byteSize() < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, i)) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
