package dev.tilefleet.worker.encode;

/** The arithmetic of {@link dev.tilefleet.model.PostProcessing}. */
final class Classes {
    private static final int MOST = 256;

    private Classes() {}

    /**
     * 1 where the value is greater than the threshold, else 0; NaN is not greater.
     *
     * @param values one plane
     */
    static byte[] above(float threshold, float[] values, int pixels) {
        if (values.length != pixels) {
            throw new IllegalArgumentException("a threshold needs one plane, not " + values.length / pixels);
        }
        byte[] classes = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            classes[i] = (byte) (values[i] > threshold ? 1 : 0);
        }
        return classes;
    }

    /**
     * The plane in which a pixel is greatest, the first of equals.
     *
     * @param values plane after plane
     */
    static byte[] ofGreatest(float[] values, int pixels) {
        int planes = values.length / pixels;
        if (planes > MOST) {
            throw new IllegalArgumentException(planes + " classes do not fit into a byte");
        }
        byte[] classes = new byte[pixels];
        for (int plane = 1; plane < planes; plane++) {
            for (int i = 0; i < pixels; i++) {
                // The greatest so far is kept in the first plane.
                if (values[plane * pixels + i] > values[i]) {
                    values[i] = values[plane * pixels + i];
                    classes[i] = (byte) plane;
                }
            }
        }
        return classes;
    }
}
