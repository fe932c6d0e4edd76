package dev.tilefleet.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.model.Scaling.ReflectanceZScore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected floats are numpy's, by their bits. */
class ZScoreTest {
    private static final ReflectanceZScore SCALING =
            new ReflectanceZScore(10000, List.of(0.26681778f, 0.5f), List.of(0.33637598f, 0.25f));

    @ParameterizedTest
    @CsvSource({
        "0, 0, bf4b1001",
        "1, 0, bf4afc86",
        "4039, 0, 3ed0a759",
        "65535, 0, 419583ff",
        "1234, -1000, bf3940fe",
        "500, -1000, bf711d7c"
    })
    void digitalNumbersBecomeReflectanceFirst(float number, float offset, String expected) {
        float[] pixels = {number};

        new ZScore(SCALING, offset).scale(pixels, 0, true);

        assertThat(Integer.toHexString(Float.floatToRawIntBits(pixels[0]))).isEqualTo(expected);
    }

    @Test
    void floatsAreReflectanceAlready() {
        float[] pixels = {0.1627f};

        new ZScore(SCALING, -1000).scale(pixels, 0, false);

        assertThat(Integer.toHexString(Float.floatToRawIntBits(pixels[0]))).isEqualTo("be9e7a74");
    }

    @Test
    void doublesAreRoundedToFloatFirst() {
        float[] scaled = new float[1];

        new ZScore(SCALING, 0).scale(new double[] {4039}, 0, true, scaled);

        assertThat(Integer.toHexString(Float.floatToRawIntBits(scaled[0]))).isEqualTo("3ed0a759");
    }

    @Test
    void eachBandHasItsOwnMeanAndDeviation() {
        float[] pixels = {7500};

        new ZScore(SCALING, 0).scale(pixels, 1, true);

        assertThat(pixels).containsExactly(1);
    }
}
