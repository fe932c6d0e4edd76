package dev.tilefleet.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mask in NumPy's file format: version 1.0, {@code uint8}, C order, shape {@code (height, width)}; the same bytes as
 * {@code numpy.save} writes. {@link NpyHeader} names the source of the form.
 */
public final class Npy {
    private static final String TYPE = "|u1";
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
        byte[] header = NpyHeader.of(TYPE, height, width);
        return ByteBuffer.allocate(header.length + pixels.length)
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
        if (rest.remaining() < NpyHeader.PREFIX
                || !text(rest, NpyHeader.MAGIC.length()).equals(NpyHeader.MAGIC)) {
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

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
