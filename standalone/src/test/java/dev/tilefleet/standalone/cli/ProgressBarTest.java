package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProgressBarTest {
    @Test
    void startsEmpty() {
        assertThat(ProgressBar.of(4, true).render(8)).isEqualTo("[        ] 0 of 4 sent, 0 done");
    }

    @Test
    void tellsTilesTheFleetHasFromThoseItIsDoneWith() {
        ProgressBar bar = ProgressBar.of(4, true).send().send().send().settle(true);

        assertThat(bar.render(8)).isEqualTo("[==----  ] 3 of 4 sent, 1 done");
    }

    @Test
    void countsFailuresApart() {
        ProgressBar bar = ProgressBar.of(2, true).send().send().settle(true).settle(false);

        assertThat(bar.render(8)).isEqualTo("[========] 2 of 2 sent, 1 done, 1 failed");
    }

    @Test
    void saysNothingOfEndsNobodyWaitsFor() {
        ProgressBar bar = ProgressBar.of(3, false).send().settle(true);

        assertThat(bar.render(3)).isEqualTo("[=  ] 1 of 3 sent");
    }

    @Test
    void fillsUpForATileThatWasNeverSent() {
        ProgressBar bar = ProgressBar.of(1, true).settle(false);

        assertThat(bar.render(4)).isEqualTo("[====] 0 of 1 sent, 0 done, 1 failed");
    }

    @Test
    void keepsItsWidthForAnyNumberOfTiles() {
        ProgressBar bar = new ProgressBar(2_000_000_000, false, 1_999_999_999, 1_000_000_000, 0);

        assertThat(bar.render(10)).startsWith("[=====---- ] ");
    }

    @Test
    void settlesNoMoreTilesThanThereAre() {
        ProgressBar full = ProgressBar.of(1, true).send().settle(true);

        assertThatThrownBy(() -> full.settle(true)).isInstanceOf(IllegalArgumentException.class);
    }
}
