package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;

/**
 * A mask as {@code pickle.dumps(array, 2)} writes it, {@code array} being a NumPy array of {@code float32}, 1 where there is
 * cloud, else 0. {@code pickle.load} and {@code numpy.load(allow_pickle=True)} read it, with any NumPy.
 *
 * <p>Source of the form: Lib/pickletools.py for the instructions, {@code ndarray.__reduce__} and {@code dtype.__reduce__}
 * for what is said with them. Protocol 2 has no bytes: Python 3 writes them as the text of the same Latin-1 characters,
 * to be encoded again. The modules have the names of NumPy 1, under which NumPy 2 keeps them for such files.
 */
final class CloudPickle {
    private static final byte[] ONE = {0, 0, (byte) 0xC2, (byte) 0x80, 0x3F};
    private static final byte[] ZERO = {0, 0, 0, 0};

    private final Buffer pickle = Buffer.buffer();

    private CloudPickle() {}

    static Buffer write(MaskArray mask) {
        return new CloudPickle().array(mask);
    }

    private Buffer array(MaskArray mask) {
        code("\u0080\u0002");
        emptyArray();
        // Its state: version, shape, type, whether the order is Fortran's, bytes.
        code("(");
        number(1);
        number(mask.height());
        number(mask.width());
        code("\u0086");
        type();
        code("\u0089");
        bytes(pixels(mask));
        return code("tb.");
    }

    /** {@code _reconstruct(ndarray, (0,), b'b')}. */
    private void emptyArray() {
        global("numpy.core.multiarray", "_reconstruct");
        global("numpy", "ndarray");
        number(0);
        code("\u0085");
        bytes(Buffer.buffer("b"));
        code("\u0087R");
    }

    /** {@code dtype('f4', False, True)}, and its state: version, byte order, and what a plain type has not. */
    private void type() {
        global("numpy", "dtype");
        text(Buffer.buffer("f4"));
        code("\u0089\u0088\u0087R");
        code("(");
        number(3);
        text(Buffer.buffer("<"));
        code("NNN");
        number(-1);
        number(-1);
        number(0);
        code("tb");
    }

    /** Little-endian, each byte a Latin-1 character in UTF-8: 1 is 00 00 80 3F. */
    private static Buffer pixels(MaskArray mask) {
        Buffer pixels = Buffer.buffer(mask.pixels() * ONE.length);
        for (int pixel = 0; pixel < mask.pixels(); pixel++) {
            pixels.appendBytes(mask.isCloud(pixel) ? ONE : ZERO);
        }
        return pixels;
    }

    /** {@code _codecs.encode(text, 'latin1')}. */
    private void bytes(Buffer utf8) {
        global("_codecs", "encode");
        text(utf8);
        text(Buffer.buffer("latin1"));
        code("\u0086R");
    }

    private void global(String module, String name) {
        code("c" + module + "\n" + name + "\n");
    }

    private void text(Buffer utf8) {
        code("X");
        pickle.appendIntLE(utf8.length()).appendBuffer(utf8);
    }

    private void number(int number) {
        code("J");
        pickle.appendIntLE(number);
    }

    /** Instructions, each a byte. */
    private Buffer code(String instructions) {
        return pickle.appendBytes(instructions.getBytes(ISO_8859_1));
    }
}
