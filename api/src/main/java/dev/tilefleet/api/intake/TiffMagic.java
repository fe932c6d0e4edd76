package dev.tilefleet.api.intake;

import io.vertx.core.buffer.Buffer;

/** The first four bytes of a TIFF: byte order, then 42 (classic) or 43 (BigTIFF) in that order. */
final class TiffMagic {
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
}
