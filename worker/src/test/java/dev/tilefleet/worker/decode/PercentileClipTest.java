package dev.tilefleet.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected floats are numpy's, by their bits. */
class PercentileClipTest {
    private final PercentileClip clip = new PercentileClip();

    @Test
    void dividesByThePercentileAndClipsAboveIt() {
        float[] pixels = new float[100];
        Arrays.fill(pixels, 4039);
        pixels[0] = 0;
        pixels[1] = 1;
        pixels[2] = 1000;
        pixels[3] = 4038;
        pixels[4] = 65535;

        clip.scale(pixels, 0, true);

        assertThat(pixels).startsWith(0, bits(0x3981ce6f), bits(0x3e7d8732), bits(0x3f7fefc6), 1, 1);
    }

    @Test
    void dividesFloatsInDouble() {
        float[] pixels = {-2.5f, 0.1f, 0.3f, 7.0f};

        clip.scale(pixels, 0, false);

        assertThat(pixels).containsExactly(bits(0xbf0041ab), bits(0x3ca42b18), bits(0x3d7640a5), 1);
    }

    @Test
    void takesIntegersThatFloatsCannotHold() {
        double[] pixels = {-70_000, 5, 123_456_789, 2_147_483_647};
        float[] scaled = new float[4];

        clip.scale(pixels, 0, true, scaled);

        assertThat(scaled).containsExactly(bits(0xb83e9db7), bits(0x315f1344), bits(0x3da426f1), 1);
    }

    @Test
    void leavesABandAloneWhosePercentileIsZero() {
        float[] pixels = new float[100];
        pixels[7] = 500;

        clip.scale(pixels, 0, true);

        assertThat(pixels[7]).isEqualTo(500);
    }

    @Test
    void leavesABandAloneWhosePercentileIsNegative() {
        float[] pixels = {-3, -2, -1, -1};
        double[] wide = {-3, -2, -1, -1};
        float[] scaled = new float[4];

        clip.scale(pixels, 0, true);
        clip.scale(wide, 0, true, scaled);

        assertThat(pixels).containsExactly(-3, -2, -1, -1);
        assertThat(scaled).containsExactly(-3, -2, -1, -1);
    }

    private static float bits(int bits) {
        return Float.intBitsToFloat(bits);
    }
}
