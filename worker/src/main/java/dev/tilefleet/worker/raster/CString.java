package dev.tilefleet.worker.raster;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Text that GDAL owns. */
final class CString {
    private CString() {}

    /** Empty for {@code NULL}; bytes that are no UTF-8 (a band description can hold any) become U+FFFD. */
    @SuppressWarnings("restricted")
    static String read(MemorySegment pointer) {
        return MemorySegment.NULL.equals(pointer)
                ? ""
                : pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }
}
