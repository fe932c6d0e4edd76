package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.buffer.Buffer;

/** The first four bytes of a TIFF: byte order, then 42 (classic) or 43 (BigTIFF) in that order. */
final class TiffMagic {
    static final int LENGTH = 4;
    private static final int[] KNOWN = {0x49492A00, 0x4D4D002A, 0x49492B00, 0x4D4D002B};

    private TiffMagic() {}

    static boolean matches(Buffer head) {
        int magic = head.getInt(0);
        for (int known : KNOWN) {
            if (magic == known) {
                return true;
            }
        }
        return false;
    }

    /** What is told of bytes that do not begin so. */
    static ProblemException missing() {
        return new ProblemException(
                ProblemType.NOT_A_GEOTIFF,
                "The bytes do not begin as those of a TIFF file do. Send a GeoTIFF; other formats can be converted"
                        + " with gdal_translate -of GTiff.");
    }
}
