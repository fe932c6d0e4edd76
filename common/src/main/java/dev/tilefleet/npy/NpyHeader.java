package dev.tilefleet.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What precedes the pixels of a two-dimensional array in C order, version 1.0; the same bytes as {@code numpy.save}
 * writes.
 *
 * <p>Source of the form: numpy/lib/format.py. The header is padded with spaces and a line feed so that the pixels begin
 * at a multiple of 64; before that, numpy leaves room for a first dimension of 21 digits.
 */
public final class NpyHeader {
    static final String MAGIC = "\u0093NUMPY\1\0";
    static final int PREFIX = MAGIC.length() + Short.BYTES;

    private static final int ALIGNMENT = 64;
    private static final int GROWTH_DIGITS = 21;

    private NpyHeader() {}

    /**
     * All bytes before the first pixel.
     *
     * @param type of a pixel, as numpy's {@code descr} has it: {@code |u1} is {@code uint8}, {@code <f4} is
     *     {@code float32} with the least byte first
     */
    public static byte[] of(String type, int height, int width) {
        String fields = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }".formatted(type, height, width);
        int growth = GROWTH_DIGITS - String.valueOf(height).length();
        int unpadded = PREFIX + fields.length() + growth + 1;
        String header = fields + " ".repeat(growth + ALIGNMENT - unpadded % ALIGNMENT) + "\n";
        return ByteBuffer.allocate(PREFIX + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC.getBytes(ISO_8859_1))
                .putShort((short) header.length())
                .put(header.getBytes(ISO_8859_1))
                .array();
    }
}
