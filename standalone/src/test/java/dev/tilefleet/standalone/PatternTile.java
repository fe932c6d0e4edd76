package dev.tilefleet.standalone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TIFF of a few kilobytes and any size: one block of 16×16 pixels over and over, pixel-interleaved and uncompressed.
 * Honest unless told to declare something else.
 *
 * @param bands three at least
 * @param floats float32 instead of uint16
 */
public record PatternTile(int width, int height, int bands, boolean floats, Pattern pattern) {
    private static final int SIDE = 16;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int HEADER = 8;
    private static final int ENTRIES = 12;
    private static final int DIRECTORY_BYTES = 2 + ENTRIES * 12 + 4;

    /** The value of a sample; band, column and row count from zero, the latter two to fifteen. */
    public interface Pattern {
        double at(int band, int x, int y);
    }

    public PatternTile {
        if (bands < 3) {
            throw new IllegalArgumentException(
                    "up to two numbers a tag lie elsewhere, and this does not write them there");
        }
    }

    /** As large as the models want it. */
    public static PatternTile of(int bands, Pattern pattern) {
        return new PatternTile(512, 512, bands, false, pattern);
    }

    static PatternTile ofFloats(int bands, Pattern pattern) {
        return new PatternTile(512, 512, bands, true, pattern);
    }

    public byte[] bytes() {
        return declaring(width, height, SIDE);
    }

    /** The same file, that says of itself to be so large and of such blocks. */
    byte[] declaring(int width, int height, int blockSide) {
        int blocks = Math.ceilDiv(this.width, SIDE) * Math.ceilDiv(this.height, SIDE);
        int blockBytes = SIDE * SIDE * bands * sampleBytes();
        int bits = HEADER + DIRECTORY_BYTES;
        int formats = bits + Short.BYTES * bands;
        int offsets = formats + Short.BYTES * bands;
        int counts = offsets + Integer.BYTES * blocks;
        int pixels = counts + Integer.BYTES * blocks;
        ByteBuffer file = ByteBuffer.allocate(pixels + blockBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).putShort((short) ENTRIES);
        entry(file, 256, LONG, 1, width);
        entry(file, 257, LONG, 1, height);
        entry(file, 258, SHORT, bands, bits);
        entry(file, 259, SHORT, 1, 1);
        entry(file, 262, SHORT, 1, 1);
        entry(file, 277, SHORT, 1, bands);
        entry(file, 284, SHORT, 1, 1);
        entry(file, 322, LONG, 1, blockSide);
        entry(file, 323, LONG, 1, blockSide);
        entry(file, 324, LONG, blocks, offsets);
        entry(file, 325, LONG, blocks, counts);
        entry(file, 339, SHORT, bands, formats);
        file.putInt(0);
        times(bands, () -> file.putShort((short) (8 * sampleBytes())));
        times(bands, () -> file.putShort((short) (floats ? 3 : 1)));
        times(blocks, () -> file.putInt(pixels));
        times(blocks, () -> file.putInt(blockBytes));
        putPixels(file);
        return file.array();
    }

    private int sampleBytes() {
        return floats ? Float.BYTES : Short.BYTES;
    }

    private void putPixels(ByteBuffer file) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int band = 0; band < bands; band++) {
                    double value = pattern.at(band, x, y);
                    if (floats) {
                        file.putFloat((float) value);
                    } else {
                        file.putShort((short) (int) value);
                    }
                }
            }
        }
    }

    private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void times(int count, Runnable step) {
        for (int i = 0; i < count; i++) {
            step.run();
        }
    }
}
