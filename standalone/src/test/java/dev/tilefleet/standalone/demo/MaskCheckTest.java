package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.model.ModelDescription.MaskClass;
import dev.tilefleet.npy.Npy;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MaskCheckTest {
    private final MaskCheck check = MaskCheck.of(
            2, 3, List.of(new MaskClass(0, "clear", "", "000000"), new MaskClass(1, "cloud", "", "FFFFFF")));

    @Test
    void givesThePixelsOfARightMask() {
        assertThat(check.pixels(mask(2, 3, 0, 1, 0, 1, 1, 0))).containsExactly(0, 1, 0, 1, 1, 0);
    }

    @Test
    void refusesAnotherShape() {
        byte[] mask = mask(3, 2, 0, 0, 0, 0, 0, 0);

        assertThatThrownBy(() -> check.pixels(mask))
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The mask is wrong: its shape is (3, 2), not (2, 3).");
    }

    @Test
    void refusesAValueThatIsNoClass() {
        byte[] mask = mask(2, 3, 0, 0, 0, 0, 200, 0);

        assertThatThrownBy(() -> check.pixels(mask))
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The mask is wrong: row 1, column 1 is 200, which is no class of the model.");
    }

    @Test
    void refusesWhatIsNoMaskAtAll() {
        assertThatThrownBy(() -> check.pixels(new byte[] {1, 2, 3}))
                .isInstanceOf(DemoFailedException.class)
                .hasMessageStartingWith("The mask is wrong. This is no NumPy file");
    }

    private static byte[] mask(int height, int width, int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        ByteBuffer file = Npy.write(height, width, bytes);
        byte[] copy = new byte[file.remaining()];
        file.get(copy);
        return copy;
    }
}
