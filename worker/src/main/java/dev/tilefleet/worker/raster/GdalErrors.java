package dev.tilefleet.worker.raster;

import java.lang.foreign.MemorySegment;
import java.util.regex.Pattern;

/**
 * GDAL's last error, which it keeps per native thread: {@link #reset}, the failing call and {@link #text} must run on
 * one thread, and on a virtual thread without anything in between that could move it to another carrier.
 */
final class GdalErrors {
    private static final int FAILURE = 3;
    private static final int LONGEST = 400;
    private static final Pattern OUR_NAME =
            Pattern.compile("(/vsimem/tilefleet/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.tif)?");

    private final GdalFunctions gdal;

    GdalErrors(GdalFunctions gdal) {
        this.gdal = gdal;
    }

    void reset() {
        gdal.errorReset();
    }

    /** Whether something failed since the reset; warnings do not count. */
    boolean present() {
        return gdal.lastErrorType() >= FAILURE;
    }

    /** What GDAL says about it, one sentence, without our name for the file. */
    String text() {
        MemorySegment message = gdal.lastErrorMessage();
        String text = OUR_NAME.matcher(CString.read(message))
                .replaceAll("the file")
                .replaceAll("\\s+", " ")
                .strip();
        if (text.isEmpty()) {
            return "GDAL gives no reason.";
        }
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return "GDAL says: " + bounded + (bounded.endsWith(".") ? "" : ".");
    }
}
