package dev.tilefleet.api.compat;

import dev.tilefleet.npy.Npy;
import java.nio.ByteBuffer;

/** A mask as a worker stores it: {@code .npy} version 1.0, {@code uint8}, C order, two dimensions. */
final class MaskArray {
    /** Class 1 is cloud, in every model of this fleet; the old services knew no other. */
    private static final int CLOUD = 1;

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
    static MaskArray read(byte[] file) {
        Npy npy = Npy.read(ByteBuffer.wrap(file));
        return new MaskArray(npy.height(), npy.width(), npy.pixels());
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
