package dev.tilefleet.worker.encode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mask in NumPy's file format: version 1.0, {@code uint8}, C order, shape {@code (height, width)}; the same bytes as
 * {@code numpy.save} writes.
 *
 * <p>Source of the form: numpy/lib/format.py. The header is padded with spaces and a line feed so that the pixels begin
 * at a multiple of 64; before that, numpy leaves room for a first dimension of 21 digits.
 */
public final class Npy {
    private static final String MAGIC = "\u0093NUMPY\1\0";
    private static final int PREFIX = MAGIC.length() + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final int GROWTH_DIGITS = 21;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '\\|u1', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\} *\n");

    private final int height;
    private final int width;
    private final ByteBuffer pixels;

    private Npy(int height, int width, ByteBuffer pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /**
     * Writes a file.
     *
     * @param pixels row after row
     */
    public static ByteBuffer write(int height, int width, byte[] pixels) {
        if (pixels.length != (long) height * width) {
            throw new IllegalArgumentException(
                    "%d pixels are no mask of %d x %d".formatted(pixels.length, height, width));
        }
        byte[] header = header(height, width).getBytes(ISO_8859_1);
        return ByteBuffer.allocate(PREFIX + header.length + pixels.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC.getBytes(ISO_8859_1))
                .putShort((short) header.length)
                .put(header)
                .put(pixels)
                .flip();
    }

    /**
     * Reads a file of exactly this form, and no other that numpy knows.
     *
     * @throws IllegalArgumentException when it is of another form or length; the message says in what
     */
    public static Npy read(ByteBuffer file) {
        ByteBuffer rest = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (rest.remaining() < PREFIX || !text(rest, MAGIC.length()).equals(MAGIC)) {
            throw new IllegalArgumentException("This is no NumPy file of version 1.0.");
        }
        int length = Math.min(Short.toUnsignedInt(rest.getShort()), rest.remaining());
        String header = text(rest, length);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "This NumPy file holds no mask, that is a two-dimensional uint8 array in C order: "
                            + header.strip());
        }
        int height = Integer.parseInt(matcher.group(1));
        int width = Integer.parseInt(matcher.group(2));
        if (rest.remaining() != (long) height * width) {
            throw new IllegalArgumentException("This NumPy file says %d x %d pixels but holds %d; it may be cut short."
                    .formatted(height, width, rest.remaining()));
        }
        return new Npy(height, width, rest.slice());
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Row after row; a copy. */
    public byte[] pixels() {
        byte[] copy = new byte[pixels.remaining()];
        pixels.duplicate().get(copy);
        return copy;
    }

    private static String header(int height, int width) {
        String shape = "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d), }".formatted(height, width);
        int growth = GROWTH_DIGITS - String.valueOf(height).length();
        int unpadded = PREFIX + shape.length() + growth + 1;
        return shape + " ".repeat(growth + ALIGNMENT - unpadded % ALIGNMENT) + "\n";
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
