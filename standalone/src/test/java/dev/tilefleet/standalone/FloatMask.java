package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** 512×512 floats that are 1 where there is cloud, else 0, as the old services answered. */
final class FloatMask {
    private static final int PIXELS = 512 * 512;
    private static final int NPY_HEADER = 128;
    /** What is written around the text whose Latin-1 bytes are the array's. */
    private static final String TEXT = "c_codecs\nencode\nX";

    private final float[] pixels = new float[PIXELS];

    private FloatMask(byte[] bytes) {
        assertThat(bytes).hasSize(PIXELS * Float.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pixels);
        for (float pixel : pixels) {
            assertThat(pixel == 0 || pixel == 1).isTrue();
        }
    }

    static FloatMask npy(byte[] file) {
        assertThat(new String(file, 0, NPY_HEADER, ISO_8859_1))
                .contains("'descr': '<f4'", "'fortran_order': False", "'shape': (512, 512)");
        return new FloatMask(Arrays.copyOfRange(file, NPY_HEADER, file.length));
    }

    /** The array in a pickle of protocol 2; that Python reads it is shown elsewhere. */
    static FloatMask pickle(byte[] file) {
        int length = new String(file, ISO_8859_1).lastIndexOf(TEXT) + TEXT.length();
        int size = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
        return new FloatMask(new String(file, length + Integer.BYTES, size, UTF_8).getBytes(ISO_8859_1));
    }

    /** Pixels where the one says cloud and the other does not. */
    int differences(Mask mask) {
        int count = 0;
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            count += (pixels[pixel] == 1) == (mask.at(pixel) == 1) ? 0 : 1;
        }
        return count;
    }

    boolean isEqualTo(FloatMask other) {
        return Arrays.equals(pixels, other.pixels);
    }
}
