package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mask as a worker stores it: {@code .npy} version 1.0, {@code uint8}, C order, two dimensions. */
final class MaskArray {
    /** Class 1 is cloud, in every model of this fleet; the old services knew no other. */
    private static final int CLOUD = 1;

    /** Magic, version, and the length of what follows. */
    private static final int PREFIX = 10;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '\\|u1', 'fortran_order': False, 'shape': \\((\\d{1,5}), (\\d{1,5})\\), \\} *\n");

    private final int height;
    private final int width;
    private final byte[] classes;

    /** @param classes row after row */
    MaskArray(int height, int width, byte[] classes) {
        this.height = height;
        this.width = width;
        this.classes = classes;
    }

    /** @throws IllegalArgumentException if the bytes are anything else */
    static MaskArray read(byte[] npy) {
        int begin = npy.length < PREFIX ? 0 : PREFIX + Byte.toUnsignedInt(npy[8]) + 256 * Byte.toUnsignedInt(npy[9]);
        if (begin == 0 || begin > npy.length || !text(npy, 0, 8).equals("\u0093NUMPY\1\0")) {
            throw new IllegalArgumentException("not a NumPy file of version 1.0");
        }
        Matcher header = HEADER.matcher(text(npy, PREFIX, begin));
        if (!header.matches()) {
            throw new IllegalArgumentException("not an array of uint8 with two dimensions");
        }
        int height = Integer.parseInt(header.group(1));
        int width = Integer.parseInt(header.group(2));
        if (npy.length - begin != (long) height * width) {
            throw new IllegalArgumentException("%d bytes are no mask of %d×%d".formatted(npy.length, height, width));
        }
        return new MaskArray(height, width, Arrays.copyOfRange(npy, begin, npy.length));
    }

    private static String text(byte[] npy, int from, int to) {
        return new String(npy, from, to - from, ISO_8859_1);
    }

    /** How much of the mask is of this class, from 0 to 1. */
    double share(int value) {
        long count = 0;
        for (byte pixel : classes) {
            count += Byte.toUnsignedInt(pixel) == value ? 1 : 0;
        }
        return count / (double) classes.length;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Counted row by row. */
    boolean isCloud(int pixel) {
        return classes[pixel] == CLOUD;
    }

    int pixels() {
        return classes.length;
    }
}
