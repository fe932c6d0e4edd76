package dev.tilefleet.worker.raster;

import java.util.Arrays;
import java.util.Optional;

/** What a file's samples are. GDAL's numbers are those of its enum {@code GDALDataType}. */
public enum SampleType {
    UINT8(1, 1, true, true),
    UINT16(2, 2, true, true),
    INT16(3, 2, true, true),
    UINT32(4, 4, true, false),
    INT32(5, 4, true, false),
    FLOAT32(6, 4, false, true),
    FLOAT64(7, 8, false, false),
    UINT64(12, 8, true, false),
    INT64(13, 8, true, false),
    INT8(14, 1, true, true),
    FLOAT16(15, 2, false, true);

    private final int gdalNumber;
    private final int bytes;
    private final boolean integer;
    private final boolean exactInFloat;

    SampleType(int gdalNumber, int bytes, boolean integer, boolean exactInFloat) {
        this.gdalNumber = gdalNumber;
        this.bytes = bytes;
        this.integer = integer;
        this.exactInFloat = exactInFloat;
    }

    /** One sample's size in the file's blocks once uncompressed. */
    public int bytes() {
        return bytes;
    }

    /** Whether samples are digital numbers: no fractions, always finite. */
    public boolean isInteger() {
        return integer;
    }

    /** Whether every sample survives the way into a float32 unchanged. */
    public boolean isExactInFloat() {
        return exactInFloat;
    }

    /** The type with GDAL's number, nothing for a complex or a newer one. */
    static Optional<SampleType> of(int gdalNumber) {
        return Arrays.stream(values())
                .filter(type -> type.gdalNumber == gdalNumber)
                .findFirst();
    }

    int gdalNumber() {
        return gdalNumber;
    }
}
