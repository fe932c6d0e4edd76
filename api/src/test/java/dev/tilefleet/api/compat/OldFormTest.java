package dev.tilefleet.api.compat;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldFormTest {
    @ParameterizedTest
    @ValueSource(strings = {"tile.tif", "tile.tiff", "TILE.TIF", "a.b.Tiff", "C:\\tiles\\tile.tif", ".tif"})
    void takesTiffsByTheirNames(String name) {
        assertThatCode(() -> OldForm.TIFF_NAME.checkName(Optional.of(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile.png", "tile", "tif", "tile.tif.gz", "tile.tif ", "tile.geotiff", "tiletif"})
    void takesNothingElse(String name) {
        assertThatThrownBy(() -> OldForm.TIFF_NAME.checkName(Optional.of(name)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(".tif");
    }

    @Test
    void takesNoFileWithoutAName() {
        assertThatThrownBy(() -> OldForm.TIFF_NAME.checkName(Optional.empty())).isInstanceOf(ProblemException.class);
    }
}
