package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.PIXELS_NOT_FINITE;

import dev.tilefleet.job.ProblemException;

/** Refuses pixels that are no number: one of them can spoil the mask far around itself. */
final class FinitePixels {
    private FinitePixels() {}

    /** @param band fits behind "band": its name or its position */
    static void check(float[] pixels, String band) {
        int wrong = 0;
        for (float pixel : pixels) {
            wrong += Float.isFinite(pixel) ? 0 : 1;
        }
        refuse(wrong, pixels.length, band);
    }

    /** The same, and a number beyond float32 counts as infinite. */
    static void check(double[] pixels, String band) {
        int wrong = 0;
        for (double pixel : pixels) {
            wrong += Float.isFinite((float) pixel) ? 0 : 1;
        }
        refuse(wrong, pixels.length, band);
    }

    private static void refuse(int wrong, int pixels, String band) {
        if (wrong > 0) {
            throw new ProblemException(
                    PIXELS_NOT_FINITE,
                    "Band %s has %d of %d pixels that are NaN, infinite or beyond float32. Replace them by a number, such as 0."
                            .formatted(band, wrong, pixels));
        }
    }
}
