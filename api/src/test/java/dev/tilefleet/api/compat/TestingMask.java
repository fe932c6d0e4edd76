package dev.tilefleet.api.compat;

import java.util.function.IntUnaryOperator;

/** Masks with a pattern. */
final class TestingMask {
    private TestingMask() {}

    /** @param classes of each pixel, by its place in the row of all rows */
    static MaskArray of(int height, int width, IntUnaryOperator classes) {
        byte[] pixels = new byte[height * width];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = (byte) classes.applyAsInt(pixel);
        }
        return new MaskArray(height, width, pixels);
    }
}
