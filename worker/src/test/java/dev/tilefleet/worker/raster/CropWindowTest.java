package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CropWindowTest {
    @Test
    void aMultipleOfTheSideIsCoveredWithoutOverlap() {
        assertThat(CropWindow.covering(1024, 512, 512))
                .containsExactly(new CropWindow(0, 0, 512), new CropWindow(512, 0, 512));
    }

    @Test
    void theLastColumnAndRowAreShiftedInwards() {
        assertThat(CropWindow.covering(1100, 600, 512))
                .containsExactly(
                        new CropWindow(0, 0, 512),
                        new CropWindow(512, 0, 512),
                        new CropWindow(588, 0, 512),
                        new CropWindow(0, 88, 512),
                        new CropWindow(512, 88, 512),
                        new CropWindow(588, 88, 512));
    }

    @Test
    void aSentinelGranuleTakes484Windows() {
        assertThat(CropWindow.covering(10_980, 10_980, 512))
                .hasSize(22 * 22)
                .allMatch(window -> window.liesWithin(10_980, 10_980));
    }

    @Test
    void nothingSmallerThanAWindowIsCovered() {
        assertThat(CropWindow.covering(511, 4096, 512)).isEmpty();
    }
}
