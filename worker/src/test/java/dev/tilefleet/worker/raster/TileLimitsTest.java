package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.BLOCKS_TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TileLimitsTest {
    private final TileLimits limits = new TileLimits(512, 512);

    @Test
    void allowThirteenBandsOfFloatInOneBlock() {
        RasterLayout layout = new RasterLayout(512, 512, 13, SampleType.FLOAT32, 512, 512, true);

        assertThatCode(() -> limits.check(layout)).doesNotThrowAnyException();
    }

    @Test
    void allowBlocksOfTheGreatestSide() {
        RasterLayout layout = new RasterLayout(512, 512, 1, SampleType.FLOAT64, 2048, 2048, false);

        assertThatCode(() -> limits.check(layout)).doesNotThrowAnyException();
    }

    @Test
    void refuseAWiderBlock() {
        refuse(new RasterLayout(512, 512, 1, SampleType.UINT8, 2049, 16, false));
    }

    @Test
    void refuseAHigherBlock() {
        refuse(new RasterLayout(512, 512, 1, SampleType.UINT8, 16, 2049, false));
    }

    @Test
    void refuseBlocksThatAreLargeBecauseTheyHoldAllBands() {
        refuse(new RasterLayout(512, 512, 17, SampleType.UINT16, 2048, 2048, true));
    }

    /** Each block has all bands of 16 columns, and 1536 rows that nobody asked for. */
    @Test
    void refuseManyBlocksThatReachFarOverTheEdge() {
        refuse(new RasterLayout(512, 512, 512, SampleType.FLOAT64, 16, 2048, true));
    }

    @Test
    void allowAsManyBandsAsSpectrometersHave() {
        RasterLayout layout = new RasterLayout(512, 512, 480, SampleType.FLOAT32, 256, 256, false);

        assertThatCode(() -> limits.check(layout)).doesNotThrowAnyException();
    }

    private void refuse(RasterLayout layout) {
        assertThatThrownBy(() -> limits.check(layout))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refusal -> assertThat(refusal.problem().type()).isEqualTo(BLOCKS_TOO_LARGE));
    }
}
