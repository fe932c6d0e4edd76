package dev.tilefleet.worker.raster;

import java.util.Arrays;

/**
 * Maps a band to 0...255 for the eye: its 2nd percentile becomes black, its 98th white. What lies between is brightened
 * by a gamma curve, or land beside clouds, which are ten times as bright, would be near black.
 */
final class Stretch {
    private static final double GAMMA = 1.8;

    private final float black;
    private final float white;

    private Stretch(float black, float white) {
        this.black = black;
        this.white = white;
    }

    static Stretch of(float[] band) {
        float[] finite = new float[band.length];
        int count = 0;
        for (float pixel : band) {
            if (Float.isFinite(pixel)) {
                finite[count++] = pixel;
            }
        }
        if (count == 0) {
            return new Stretch(0, 0);
        }
        Arrays.sort(finite, 0, count);
        return new Stretch(finite[(int) (0.02 * (count - 1))], finite[(int) (0.98 * (count - 1))]);
    }

    /** NaN is black; a band of one value too. */
    int apply(float pixel) {
        if (!(white > black)) {
            return 0;
        }
        float linear = Math.clamp((pixel - black) / (white - black), 0, 1);
        return Math.toIntExact(Math.round(Math.pow(linear, 1 / GAMMA) * 255));
    }
}
