package dev.tilefleet.worker.decode;

import dev.tilefleet.model.Scaling.ReflectanceZScore;

/** {@link ReflectanceZScore}: each step rounds to float32, in numpy's order. */
final class ZScore implements BandScaler {
    private final ReflectanceZScore scaling;
    private final float offset;

    /** @param offset added to digital numbers */
    ZScore(ReflectanceZScore scaling, float offset) {
        this.scaling = scaling;
        this.offset = offset;
    }

    @Override
    public void scale(float[] pixels, int band, boolean integer) {
        if (integer) {
            float quantification = scaling.quantification();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (pixels[i] + offset) / quantification;
            }
        }
        float mean = scaling.mean().get(band);
        float std = scaling.std().get(band);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] - mean) / std;
        }
    }

    @Override
    public void scale(double[] pixels, int band, boolean integer, float[] scaled) {
        for (int i = 0; i < pixels.length; i++) {
            scaled[i] = (float) pixels[i];
        }
        scale(scaled, band, integer);
    }
}
