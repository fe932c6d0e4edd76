package dev.tilefleet.model;

import java.util.List;

/** How pixels become the model's float32 input. */
public sealed interface Scaling {

    /**
     * {@code percentile-90-clip}: per band p = the linear 90th percentile of the whole band in float64 (numpy's
     * definition); where p > 0, min(x, p) / p in float64, rounded once to float32; else x unscaled.
     */
    record Percentile90Clip() implements Scaling {}

    /**
     * {@code reflectance-z-score}: integer pixels are digital numbers and become reflectance, (DN + offset) / quantification
     * in float32; float pixels are reflectance already. Then (reflectance - mean) / std per band, in float32.
     *
     * @param quantification digital numbers per unit of reflectance: 10000 for Sentinel-2
     * @param mean one a band
     * @param std one a band
     */
    record ReflectanceZScore(float quantification, List<Float> mean, List<Float> std) implements Scaling {
        public ReflectanceZScore {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            if (mean.size() != std.size() || quantification <= 0) {
                throw new IllegalArgumentException("one mean and one std a band, and a positive quantification");
            }
        }
    }
}
