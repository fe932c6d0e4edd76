package dev.tilefleet.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A sound TIFF or BigTIFF to be tampered with: knows where its directories, fields and values lay at the beginning, and
 * forgets what is written outside of the file.
 */
final class TiffFile {
    private static final int[] TYPE_SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 1, 1, 8, 8, 8};

    private final ByteOrder order;
    private final boolean big;
    private final List<Directory> directories = new ArrayList<>();
    private byte[] bytes;

    /**
     * One directory as it was.
     *
     * @param position of the number of its fields
     * @param next position of the offset of the directory after it
     */
    record Directory(int position, List<Field> fields, int next) {}

    /**
     * One field as it was.
     *
     * @param position of its tag
     * @param values position of the first of its values
     * @param valueSize bytes of each
     */
    record Field(int position, int tag, int type, int count, int values, int valueSize) {}

    TiffFile(byte[] sound) {
        this.bytes = sound.clone();
        this.order = sound[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.big = get(2, 2) == 43;
        for (long at = get(firstDirectory(), offsetSize()); at != 0; ) {
            Directory directory = directory((int) at);
            directories.add(directory);
            at = get(directory.next(), offsetSize());
        }
    }

    private Directory directory(int position) {
        int count = (int) get(position, countSize());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(field(position + countSize() + i * fieldSize()));
        }
        return new Directory(position, List.copyOf(fields), position + countSize() + count * fieldSize());
    }

    private Field field(int position) {
        int type = (int) get(position + 2, 2);
        int count = (int) get(position + 4, offsetSize());
        int inline = position + 4 + offsetSize();
        int size = TYPE_SIZES[type];
        int values = size * count <= offsetSize() ? inline : (int) get(inline, offsetSize());
        return new Field(position, (int) get(position, 2), type, count, values, size);
    }

    List<Directory> directories() {
        return directories;
    }

    /** Of the first directory. */
    Optional<Field> field(int tag, int orTag) {
        return directories.getFirst().fields().stream()
                .filter(field -> field.tag() == tag || field.tag() == orTag)
                .findFirst();
    }

    /** Where the offset of the first directory stands. */
    int firstDirectory() {
        return big ? 8 : 4;
    }

    /** Of offsets, and of the numbers of values. */
    int offsetSize() {
        return big ? 8 : 4;
    }

    /** Of the number of fields. */
    int countSize() {
        return big ? 8 : 2;
    }

    int fieldSize() {
        return big ? 20 : 12;
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    void cut(int length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    /** Gives the position of what was appended. */
    int append(byte[] more) {
        int position = bytes.length;
        bytes = Arrays.copyOf(bytes, position + more.length);
        System.arraycopy(more, 0, bytes, position, more.length);
        return position;
    }

    /** These bytes, zeros where there are none. */
    byte[] copy(int position, int length) {
        byte[] copy = new byte[length];
        if (position >= 0 && position < bytes.length) {
            System.arraycopy(bytes, position, copy, 0, Math.min(length, bytes.length - position));
        }
        return copy;
    }

    long get(int position, int size) {
        ByteBuffer number = ByteBuffer.wrap(copy(position, size)).order(order);
        return switch (size) {
            case 1 -> Byte.toUnsignedLong(number.get());
            case 2 -> Short.toUnsignedLong(number.getShort());
            case 4 -> Integer.toUnsignedLong(number.getInt());
            default -> number.getLong();
        };
    }

    void put(int position, int size, long value) {
        put(position, number(size, value));
    }

    void put(int position, byte[] overwriting) {
        if (position >= 0 && position < bytes.length) {
            System.arraycopy(overwriting, 0, bytes, position, Math.min(overwriting.length, bytes.length - position));
        }
    }

    /** In the file's byte order. */
    byte[] number(int size, long value) {
        ByteBuffer number = ByteBuffer.allocate(size).order(order);
        switch (size) {
            case 1 -> number.put((byte) value);
            case 2 -> number.putShort((short) value);
            case 4 -> number.putInt((int) value);
            default -> number.putLong(value);
        }
        return number.array();
    }

    /** A field whose value stands in it, or is the offset of its values. */
    byte[] field(int tag, int type, long count, long value) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.writeBytes(number(2, tag));
        field.writeBytes(number(2, type));
        field.writeBytes(number(offsetSize(), count));
        field.writeBytes(number(offsetSize(), value));
        return field.toByteArray();
    }
}
