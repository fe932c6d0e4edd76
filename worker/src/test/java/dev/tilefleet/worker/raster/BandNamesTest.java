package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandNamesTest {
    private final BandNames names = new BandNames(List.of("B2", " b03 ", "B8A", "B08", "red", "Red", "B10", ""));

    @Test
    void countPositionsFromOne() {
        assertThat(names.position("B8A")).hasValue(3);
    }

    @Test
    void matchWithoutTheZero() {
        assertThat(names.position("B02")).hasValue(1);
    }

    @Test
    void matchInAnyCaseAndWithBlanksAround() {
        assertThat(names.position("B03")).hasValue(2);
    }

    @Test
    void keepZerosThatAreNotLeading() {
        assertThat(names.position("B1")).isEmpty();
    }

    @Test
    void doNotTakeB8AForB08() {
        assertThat(names.position("B8")).hasValue(4);
    }

    @Test
    void findNothingUnderANameThatTwoBandsHave() {
        assertThat(names.position("red")).isEmpty();
    }

    @Test
    void findNothingUnderNoName() {
        assertThat(names.position("")).isEmpty();
    }

    @Test
    void areSaidInBrief() {
        assertThat(new BandNames(List.of("B02", ""))).hasToString("2 bands (B02, -)");
        assertThat(new BandNames(List.of("", "", ""))).hasToString("3 bands, none of them named");
        assertThat(new BandNames(Collections.nCopies(30, "x".repeat(1000))).toString())
                .hasSizeLessThan(1000);
    }
}
