package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AgreementTest {
    private final Agreement agreement = Agreement.of(new byte[] {0, 0, 0, 0, 1}, new byte[] {0, 0, 1, 2, 1}, 4);

    @Test
    void accuracyIsThePartOfAllPixelsThatAreRight() {
        assertThat(agreement.accuracy()).isEqualTo(3.0 / 5);
    }

    @Test
    void recallIsThePartOfALabelsPixelsThatWereFound() {
        assertThat(agreement.recall(0)).hasValue(0.5);
        assertThat(agreement.recall(1)).hasValue(1);
    }

    @Test
    void thereIsNoRecallOfALabelThatNoPixelHas() {
        assertThat(agreement.recall(2)).as("the mask has it").isEmpty();
        assertThat(agreement.recall(3)).as("neither has it").isEmpty();
    }

    @Test
    void shareIsAClassesPartOfTheMask() {
        assertThat(agreement.share(0)).isEqualTo(2.0 / 5);
        assertThat(agreement.share(1)).isEqualTo(2.0 / 5);
        assertThat(agreement.share(2)).isEqualTo(1.0 / 5);
        assertThat(agreement.share(3)).isZero();
    }

    @Test
    void comparesOnlyWhatIsOfOneSize() {
        assertThatThrownBy(() -> Agreement.of(new byte[2], new byte[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 labels, 3 pixels");
    }
}
