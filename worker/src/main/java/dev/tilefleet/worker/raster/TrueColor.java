package dev.tilefleet.worker.raster;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalInt;

/** What a tile looks like: one RGB number a pixel. */
final class TrueColor {
    private static final List<String> RED_GREEN_BLUE = List.of("B04", "B03", "B02");

    private TrueColor() {}

    /** Of the bands B04, B03, B02 by name, else the third, second and first, else the first alone in grey. */
    static int[] of(Raster raster) {
        int pixels = raster.width() * raster.height();
        int[] rgb = new int[pixels];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment plane = arena.allocate(ValueLayout.JAVA_FLOAT, pixels);
            for (int position : positions(raster.bandNames())) {
                raster.read(List.of(position), SampleType.FLOAT32, plane);
                float[] band = plane.toArray(ValueLayout.JAVA_FLOAT);
                Stretch stretch = Stretch.of(band);
                for (int i = 0; i < pixels; i++) {
                    rgb[i] = rgb[i] << 8 | stretch.apply(band[i]);
                }
            }
        }
        return rgb;
    }

    static List<Integer> positions(BandNames names) {
        List<Integer> named = RED_GREEN_BLUE.stream()
                .map(names::position)
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .toList();
        if (named.size() == RED_GREEN_BLUE.size()) {
            return named;
        }
        return names.count() < 3 ? List.of(1, 1, 1) : List.of(3, 2, 1);
    }
}
