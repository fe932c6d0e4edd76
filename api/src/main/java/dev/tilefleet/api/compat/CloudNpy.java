package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;

/**
 * A mask as {@code numpy.save} writes it: {@code .npy} version 1.0, {@code <f4}, C order, 1 where there is cloud, else 0.
 *
 * <p>Source of the form: numpy/lib/format.py. The pixels begin at a multiple of 64; before that, numpy leaves room for a
 * first dimension of 21 digits.
 */
final class CloudNpy {
    private static final int PREFIX = 10;
    private static final int ALIGNMENT = 64;
    private static final int GROWTH_DIGITS = 21;

    private CloudNpy() {}

    static Buffer write(MaskArray mask) {
        String header = header(mask);
        Buffer file = Buffer.buffer(PREFIX + header.length() + mask.pixels() * Float.BYTES)
                .appendBytes("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
                .appendUnsignedShortLE(header.length())
                .appendBytes(header.getBytes(ISO_8859_1));
        for (int pixel = 0; pixel < mask.pixels(); pixel++) {
            file.appendFloatLE(mask.isCloud(pixel) ? 1 : 0);
        }
        return file;
    }

    private static String header(MaskArray mask) {
        String fields =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(mask.height(), mask.width());
        int growth = GROWTH_DIGITS - String.valueOf(mask.height()).length();
        int unpadded = PREFIX + fields.length() + growth + 1;
        return fields + " ".repeat(growth + ALIGNMENT - unpadded % ALIGNMENT) + "\n";
    }
}
