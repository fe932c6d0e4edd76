package dev.tilefleet.worker.raster;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The size that a TIFF's first directory declares, read without GDAL: it does not open a file that declares more pixels
 * than it counts blocks for, and says nothing of their number.
 *
 * @param width in pixels
 * @param height in pixels
 */
record DeclaredSize(long width, long height) {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final int BIG = 43;

    /** TIFF 6.0 section 2; BigTIFF has wider counts and offsets. */
    private enum Form {
        CLASSIC(2, 12, 8),
        LARGE(8, 20, 12);

        private final int count;
        private final int entry;
        private final int value;

        Form(int count, int entry, int value) {
            this.count = count;
            this.entry = entry;
            this.value = value;
        }
    }

    /** The declared size, or nothing where the directory is not in the file or does not say it as TIFFs do. */
    static Optional<DeclaredSize> of(MemorySegment file) {
        try {
            return read(view(file));
        } catch (IndexOutOfBoundsException e) {
            // An offset leads out of the file: it is cut short, or was never whole.
            return Optional.empty();
        }
    }

    /** Directories beyond the first two gigabytes are not looked for: no upload is so large. */
    private static ByteBuffer view(MemorySegment file) {
        ByteBuffer bytes =
                file.asSlice(0, Math.min(file.byteSize(), Integer.MAX_VALUE)).asByteBuffer();
        boolean little = file.get(ValueLayout.JAVA_BYTE, 0) == 'I';
        return bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static Optional<DeclaredSize> read(ByteBuffer file) {
        Form form = file.getShort(2) == BIG ? Form.LARGE : Form.CLASSIC;
        int directory = place(form == Form.LARGE ? file.getLong(8) : Integer.toUnsignedLong(file.getInt(4)));
        long entries = form == Form.LARGE ? file.getLong(directory) : Short.toUnsignedInt(file.getShort(directory));
        OptionalLong width = OptionalLong.empty();
        OptionalLong height = OptionalLong.empty();
        int at = directory + form.count;
        // Entries are sorted by tag, and these two are among the lowest.
        for (long i = 0; i < entries && (width.isEmpty() || height.isEmpty()); i++, at += form.entry) {
            switch (Short.toUnsignedInt(file.getShort(at))) {
                case WIDTH -> width = value(file, at, form);
                case HEIGHT -> height = value(file, at, form);
                default -> {}
            }
        }
        return width.isPresent() && height.isPresent()
                ? Optional.of(new DeclaredSize(width.getAsLong(), height.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong value(ByteBuffer file, int entry, Form form) {
        int at = entry + form.value;
        return switch (Short.toUnsignedInt(file.getShort(entry + 2))) {
            case SHORT -> OptionalLong.of(Short.toUnsignedLong(file.getShort(at)));
            case LONG -> OptionalLong.of(Integer.toUnsignedLong(file.getInt(at)));
            case LONG8 -> OptionalLong.of(file.getLong(at));
            default -> OptionalLong.empty();
        };
    }

    private static int place(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) offset;
    }
}
