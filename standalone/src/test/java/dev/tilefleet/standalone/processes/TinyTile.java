package dev.tilefleet.standalone.processes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tilefleet.standalone.PatternTile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * A tile for process {@code tiny}, another for each seed: 64×64 pixels of 0 or 1000, about half of them 1000. So its
 * 90th percentile is 1000, and its mask is 1 where a thousand is.
 */
public record TinyTile(long seed) {
    public static final String PROCESS = "tiny";
    private static final int SIZE = 64;
    private static final int SIDE = 16;
    private static final int BRIGHT = 1_000;

    /** As GeoTIFF. */
    public byte[] bytes() {
        BitSet pattern = pattern();
        return new PatternTile(
                        SIZE, SIZE, 3, false, (band, x, y) -> band == 0 && pattern.get(y * SIDE + x) ? BRIGHT : 0)
                .bytes();
    }

    /** The classes of its mask, row by row. */
    public byte[] mask() {
        BitSet pattern = pattern();
        byte[] classes = new byte[SIZE * SIZE];
        for (int pixel = 0; pixel < classes.length; pixel++) {
            int x = pixel % SIZE % SIDE;
            int y = pixel / SIZE % SIDE;
            classes[pixel] = (byte) (pattern.get(y * SIDE + x) ? 1 : 0);
        }
        return classes;
    }

    /** Whether this is its mask as {@code .npy}: uint8 of that shape, and equal in every pixel. */
    public boolean isMask(byte[] npy) {
        if (npy.length <= SIZE * SIZE) {
            return false;
        }
        String head = new String(npy, 0, npy.length - SIZE * SIZE, ISO_8859_1);
        return head.startsWith("\u0093NUMPY\u0001\0")
                && head.contains("'descr': '|u1'")
                && head.contains("'fortran_order': False")
                && head.contains("'shape': (%d, %d)".formatted(SIZE, SIZE))
                && head.endsWith("\n")
                && Arrays.equals(mask(), Arrays.copyOfRange(npy, head.length(), npy.length));
    }

    private BitSet pattern() {
        byte[] bits = new byte[SIDE * SIDE / Byte.SIZE];
        new Random(seed).nextBytes(bits);
        return BitSet.valueOf(bits);
    }
}
