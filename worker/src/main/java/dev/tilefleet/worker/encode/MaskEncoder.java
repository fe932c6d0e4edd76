package dev.tilefleet.worker.encode;

import dev.tilefleet.model.PostProcessing;
import dev.tilefleet.npy.Npy;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Makes one model's outputs into masks. Has no state between tiles. */
public final class MaskEncoder {
    private final PostProcessing postProcessing;
    private final int height;
    private final int width;

    public MaskEncoder(PostProcessing postProcessing, int height, int width) {
        this.postProcessing = postProcessing;
        this.height = height;
        this.width = width;
    }

    /**
     * One tile's mask as a {@code .npy} file.
     *
     * @param output from its position to its limit one tile: {@code [1, height, width]} for a threshold, {@code [classes,
     *     height, width]} for argmax; neither is moved
     */
    public ByteBuffer encode(FloatBuffer output) {
        return Npy.write(height, width, classes(output));
    }

    /** The same as bare pixels, row after row. */
    public byte[] classes(FloatBuffer output) {
        int pixels = Math.multiplyExact(height, width);
        int planes = output.remaining() / pixels;
        if (planes == 0 || output.remaining() % pixels != 0) {
            throw new IllegalArgumentException(
                    "%d values are no whole planes of %d x %d".formatted(output.remaining(), height, width));
        }
        float[] values = new float[output.remaining()];
        output.duplicate().get(values);
        return switch (postProcessing) {
            case PostProcessing.Threshold(float threshold) -> Classes.above(threshold, values, pixels);
            case PostProcessing.ArgMax() -> Classes.ofGreatest(values, pixels);
        };
    }
}
