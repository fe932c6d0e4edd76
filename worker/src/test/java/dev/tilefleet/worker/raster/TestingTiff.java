package dev.tilefleet.worker.raster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes small little-endian TIFFs, uncompressed, honest unless told to declare something else: so that a test says in
 * its own lines what is in its file.
 */
public final class TestingTiff {
    public static final int WIDTH = 256;
    public static final int HEIGHT = 257;
    public static final int BITS_PER_SAMPLE = 258;
    public static final int STRIP_OFFSETS = 273;
    public static final int SAMPLES_PER_PIXEL = 277;
    public static final int ROWS_PER_STRIP = 278;
    public static final int SAMPLE_FORMAT = 339;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;
    private static final int DOUBLE = 12;

    private final int width;
    private final int height;
    private final int bands;
    private final Map<Integer, Long> declared = new HashMap<>();
    private final Map<Integer, Entry> additional = new HashMap<>();
    private SampleType type = SampleType.UINT16;
    private Pixels pixels = (band, x, y) -> band * 1000 + y * 10 + x;
    private boolean pixelInterleaved;
    private int tileSide;
    private boolean big;
    private long nextDirectory;

    /** The value of a sample; band, column and row count from zero. */
    @FunctionalInterface
    public interface Pixels {
        double at(int band, int x, int y);
    }

    private record Entry(int type, int count, ByteBuffer value) {}

    public TestingTiff(int width, int height, int bands) {
        this.width = width;
        this.height = height;
        this.bands = bands;
    }

    public TestingTiff of(SampleType type) {
        this.type = type;
        return this;
    }

    public TestingTiff filledWith(Pixels pixels) {
        this.pixels = pixels;
        return this;
    }

    public TestingTiff pixelInterleaved() {
        this.pixelInterleaved = true;
        return this;
    }

    /** Square blocks instead of one strip. */
    public TestingTiff tiled(int side) {
        this.tileSide = side;
        return this;
    }

    public TestingTiff big() {
        this.big = true;
        return this;
    }

    /** Band descriptions, in GDAL's own tag. */
    public TestingTiff naming(String... names) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>");
        for (int i = 0; i < names.length; i++) {
            xml.append(
                    "<Item name=\"DESCRIPTION\" sample=\"%d\" role=\"description\">%s</Item>".formatted(i, names[i]));
        }
        return text(42112, xml.append("</GDALMetadata>").toString());
    }

    public TestingTiff text(int tag, String value) {
        byte[] bytes = (value + "\0").getBytes(UTF_8);
        additional.put(tag, new Entry(ASCII, bytes.length, ByteBuffer.wrap(bytes)));
        return this;
    }

    public TestingTiff doubles(int tag, double... values) {
        ByteBuffer bytes = little(values.length * Double.BYTES);
        Arrays.stream(values).forEach(bytes::putDouble);
        additional.put(tag, new Entry(DOUBLE, values.length, bytes.flip()));
        return this;
    }

    public TestingTiff shorts(int tag, int... values) {
        additional.put(tag, numbers(SHORT, Arrays.stream(values).asLongStream().toArray()));
        return this;
    }

    /** Says this in a tag, however untrue it is. */
    public TestingTiff declaring(int tag, long value) {
        declared.put(tag, value);
        return this;
    }

    /** The offset of the directory after the first; there is none unless the file lies. */
    public TestingTiff nextDirectory(long offset) {
        this.nextDirectory = offset;
        return this;
    }

    public byte[] bytes() {
        int header = big ? 16 : 8;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Long> offsets = new ArrayList<>();
        List<byte[]> blocks = blocks();
        for (byte[] block : blocks) {
            offsets.add((long) header + data.size());
            data.writeBytes(block);
        }
        SortedMap<Integer, Entry> directory = directory(offsets, blocks.getFirst().length);
        byte[] tail = directoryBytes(directory, header + data.size());
        int directoryOffset = header + data.size();
        ByteBuffer file =
                little(header + data.size() + tail.length).put((byte) 'I').put((byte) 'I');
        if (big) {
            file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directoryOffset);
        } else {
            file.putShort((short) 42).putInt(directoryOffset);
        }
        return bytes(file.put(data.toByteArray()).put(tail).flip());
    }

    private SortedMap<Integer, Entry> directory(List<Long> offsets, int blockBytes) {
        SortedMap<Integer, Entry> entries = new TreeMap<>(additional);
        entries.put(WIDTH, numbers(LONG, width));
        entries.put(HEIGHT, numbers(LONG, height));
        entries.put(BITS_PER_SAMPLE, perBand(type.bytes() * 8L));
        entries.put(259, numbers(SHORT, 1));
        entries.put(262, numbers(SHORT, 1));
        entries.put(SAMPLES_PER_PIXEL, numbers(SHORT, bands));
        entries.put(284, numbers(SHORT, pixelInterleaved ? 1 : 2));
        entries.put(SAMPLE_FORMAT, perBand(sampleFormat()));
        if (bands > 1) {
            entries.put(338, numbers(SHORT, new long[bands - 1]));
        }
        long[] sizes = new long[offsets.size()];
        Arrays.fill(sizes, blockBytes);
        long[] places = offsets.stream().mapToLong(Long::longValue).toArray();
        if (tileSide > 0) {
            entries.put(322, numbers(LONG, tileSide));
            entries.put(323, numbers(LONG, tileSide));
            entries.put(324, numbers(LONG, places));
            entries.put(325, numbers(LONG, sizes));
        } else {
            entries.put(STRIP_OFFSETS, numbers(LONG, places));
            entries.put(ROWS_PER_STRIP, numbers(LONG, height));
            entries.put(279, numbers(LONG, sizes));
        }
        declared.forEach((tag, value) -> entries.computeIfPresent(tag, (_, entry) -> {
            long[] values = new long[entry.count()];
            Arrays.fill(values, value);
            return numbers(entry.type(), values);
        }));
        return entries;
    }

    private byte[] directoryBytes(SortedMap<Integer, Entry> entries, long offset) {
        int inline = big ? 8 : 4;
        int fixed = (big ? 8 : 2) + entries.size() * (big ? 20 : 12) + (big ? 8 : 4);
        ByteArrayOutputStream overflow = new ByteArrayOutputStream();
        ByteBuffer head = little(fixed);
        count(head, entries.size());
        entries.forEach((tag, entry) -> {
            head.putShort(tag.shortValue()).putShort((short) entry.type());
            offset(head, entry.count());
            int size = entry.value().remaining();
            if (size <= inline) {
                head.put(entry.value().duplicate()).put(new byte[inline - size]);
            } else {
                offset(head, offset + fixed + overflow.size());
                overflow.writeBytes(bytes(entry.value().duplicate()));
            }
        });
        offset(head, nextDirectory);
        return bytes(little(fixed + overflow.size())
                .put(head.flip())
                .put(overflow.toByteArray())
                .flip());
    }

    private void count(ByteBuffer head, int count) {
        if (big) {
            head.putLong(count);
        } else {
            head.putShort((short) count);
        }
    }

    private void offset(ByteBuffer head, long value) {
        if (big) {
            head.putLong(value);
        } else {
            head.putInt((int) value);
        }
    }

    private List<byte[]> blocks() {
        int blockWidth = tileSide > 0 ? tileSide : width;
        int blockHeight = tileSide > 0 ? tileSide : height;
        List<byte[]> blocks = new ArrayList<>();
        for (int plane = 0; plane < (pixelInterleaved ? 1 : bands); plane++) {
            for (int top = 0; top < height; top += blockHeight) {
                for (int left = 0; left < width; left += blockWidth) {
                    blocks.add(block(plane, left, top, blockWidth, blockHeight));
                }
            }
        }
        return blocks;
    }

    private byte[] block(int plane, int left, int top, int blockWidth, int blockHeight) {
        int samples = pixelInterleaved ? bands : 1;
        ByteBuffer block = little(blockWidth * blockHeight * samples * type.bytes());
        for (int y = top; y < top + blockHeight; y++) {
            for (int x = left; x < left + blockWidth; x++) {
                for (int sample = 0; sample < samples; sample++) {
                    boolean inside = x < width && y < height;
                    put(block, inside ? pixels.at(plane + sample, x, y) : 0);
                }
            }
        }
        return bytes(block.flip());
    }

    private void put(ByteBuffer block, double value) {
        switch (type) {
            case UINT8, INT8 -> block.put((byte) (int) value);
            case UINT16, INT16 -> block.putShort((short) (int) value);
            case UINT32, INT32 -> block.putInt((int) (long) value);
            case UINT64, INT64 -> block.putLong((long) value);
            case FLOAT16 -> block.putShort(Float.floatToFloat16((float) value));
            case FLOAT32 -> block.putFloat((float) value);
            case FLOAT64 -> block.putDouble(value);
        }
    }

    private int sampleFormat() {
        return switch (type) {
            case UINT8, UINT16, UINT32, UINT64 -> 1;
            case INT8, INT16, INT32, INT64 -> 2;
            case FLOAT16, FLOAT32, FLOAT64 -> 3;
        };
    }

    private Entry perBand(long value) {
        long[] values = new long[bands];
        Arrays.fill(values, value);
        return numbers(SHORT, values);
    }

    private static Entry numbers(int type, long... values) {
        ByteBuffer bytes = little(values.length * (type == SHORT ? Short.BYTES : Integer.BYTES));
        for (long value : values) {
            if (type == SHORT) {
                bytes.putShort((short) value);
            } else {
                bytes.putInt((int) value);
            }
        }
        return new Entry(type, values.length, bytes.flip());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
