package dev.tilefleet.worker.decode;

import dev.tilefleet.model.Scaling;

/** Scales one band at a time, as a {@link Scaling} defines it. */
interface BandScaler {
    /**
     * Scales in place.
     *
     * @param band zero-based, in the model's order
     * @param integer whether the tile holds digital numbers: integers of at most 16 bits
     */
    void scale(float[] pixels, int band, boolean integer);

    /**
     * The same for pixels that float32 cannot hold.
     *
     * @param integer whether the tile holds digital numbers, of whatever size
     * @param scaled what is written
     */
    void scale(double[] pixels, int band, boolean integer, float[] scaled);
}
