package dev.tilefleet.worker.decode;

import dev.tilefleet.model.Scaling;

/** {@link Scaling.Percentile90Clip}. */
final class PercentileClip implements BandScaler {
    @Override
    public void scale(float[] pixels, int band, boolean integer) {
        Percentile90 percentile = new Percentile90(pixels.length);
        double p = integer ? percentile.ofIntegers(pixels) : percentile.of(widened(pixels));
        if (p > 0) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (Math.min(pixels[i], p) / p);
            }
        }
    }

    @Override
    public void scale(double[] pixels, int band, boolean integer, float[] scaled) {
        double p = new Percentile90(pixels.length).of(pixels);
        for (int i = 0; i < pixels.length; i++) {
            scaled[i] = (float) (p > 0 ? Math.min(pixels[i], p) / p : pixels[i]);
        }
    }

    static double[] widened(float[] pixels) {
        double[] wide = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            wide[i] = pixels[i];
        }
        return wide;
    }
}
