package dev.tilefleet.worker.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.model.PostProcessing;
import dev.tilefleet.npy.Npy;
import dev.tilefleet.worker.raster.TestingShared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MaskEncoderTest {
    private final MaskEncoder threshold = new MaskEncoder(new PostProcessing.Threshold(0.5f), 1, 5);
    private final MaskEncoder argMax = new MaskEncoder(new PostProcessing.ArgMax(), 1, 5);

    @Test
    void onlyWhatIsGreaterThanTheThresholdIsOne() {
        byte[] classes = threshold.classes(
                FloatBuffer.wrap(new float[] {0.5f, Math.nextUp(0.5f), -1, Float.NaN, Float.POSITIVE_INFINITY}));

        assertThat(classes).containsExactly(0, 1, 0, 0, 1);
    }

    @Test
    void theGreatestLogitWinsAndTheFirstOfEquals() {
        byte[] classes = argMax.classes(FloatBuffer.wrap(new float[] {
            3, 1, 1, -2, 2, //
            2, 3, 1, -1, 2, //
            1, 2, 3, -1, 1
        }));

        assertThat(classes).containsExactly(0, 1, 2, 1, 0);
    }

    @Test
    void aMaskIsANumpyFile() {
        Npy mask = Npy.read(threshold.encode(FloatBuffer.wrap(new float[] {1, 0, 1, 0, 1})));

        assertThat(mask.height()).isEqualTo(1);
        assertThat(mask.width()).isEqualTo(5);
        assertThat(mask.pixels()).containsExactly(1, 0, 1, 0, 1);
    }

    @Test
    void numpysOwnFilesAreReadAndWrittenAlike() throws IOException {
        byte[] numpys = Files.readAllBytes(TestingShared.file("golden/expected/cloud_10band.mask.npy"));

        Npy mask = Npy.read(ByteBuffer.wrap(numpys));

        assertThat(Npy.write(mask.height(), mask.width(), mask.pixels())).isEqualTo(ByteBuffer.wrap(numpys));
    }

    @Test
    void oneTileOfABatchIsWhatLiesBetweenPositionAndLimit() {
        FloatBuffer batch = FloatBuffer.wrap(new float[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
        batch.position(5);

        byte[] classes = threshold.classes(batch);

        assertThat(classes).containsExactly(1, 1, 1, 1, 1);
        assertThat(batch.position()).isEqualTo(5);
    }

    @Test
    void theOutputItselfStaysAsItIs() {
        float[] output = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

        argMax.classes(FloatBuffer.wrap(output));

        assertThat(output).startsWith(0, 0, 0, 0, 0);
    }

    @Test
    void anOutputOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> argMax.classes(FloatBuffer.wrap(new float[7])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("7 values are no whole planes of 1 x 5");
        assertThatThrownBy(() -> threshold.classes(FloatBuffer.wrap(new float[10])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a threshold needs one plane, not 2");
    }
}
