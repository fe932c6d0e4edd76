package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A mask as whoever loads it with NumPy has it: the classes of 512×512 pixels, row by row. */
public final class Mask {
    private static final int PIXELS = 512 * 512;

    private final byte[] classes;

    private Mask(byte[] classes) {
        this.classes = classes;
    }

    /** Reads {@code .npy} version 1.0 of uint8 and shape (512, 512), and nothing else. */
    static Mask of(byte[] npy) {
        int header = 10 + Byte.toUnsignedInt(npy[8]) + 256 * Byte.toUnsignedInt(npy[9]);
        String head = new String(npy, 0, header, ISO_8859_1);
        assertThat(head).startsWith("\u0093NUMPY\u0001\0").endsWith("\n");
        assertThat(head)
                .contains("'descr': '|u1'")
                .contains("'fortran_order': False")
                .contains("'shape': (512, 512)");
        assertThat(npy).hasSize(header + PIXELS);
        return new Mask(Arrays.copyOfRange(npy, header, npy.length));
    }

    /** Of classes that somebody has painted. */
    static Mask painted(byte[] classes) {
        assertThat(classes).hasSize(PIXELS);
        return new Mask(classes);
    }

    static Mask read(InputStream npy) throws IOException {
        try (npy) {
            return of(npy.readAllBytes());
        }
    }

    /** The class of a pixel, counted row by row. */
    int at(int pixel) {
        return classes[pixel];
    }

    /** In how many pixels they differ. */
    public int differences(Mask other) {
        int count = 0;
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            count += classes[pixel] == other.classes[pixel] ? 0 : 1;
        }
        return count;
    }
}
