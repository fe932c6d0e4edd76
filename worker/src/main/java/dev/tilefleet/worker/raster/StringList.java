package dev.tilefleet.worker.raster;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** C's {@code char**}, ended by {@code NULL}. */
final class StringList {
    private StringList() {}

    static MemorySegment of(Arena arena, String... strings) {
        MemorySegment list = arena.allocate(ValueLayout.ADDRESS, strings.length + 1L);
        for (int i = 0; i < strings.length; i++) {
            list.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(strings[i]));
        }
        return list;
    }
}
