package dev.tilefleet.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    /** The header's length before its padding decides: compared with numpy 2.4.6. */
    @ParameterizedTest
    @CsvSource({"512, 512, 54", "1, 1, 58", "3, 10, 57", "100, 7, 56", "16384, 2, 54"})
    void aFileIsWhatNumpySaves(int height, int width, int blanks) {
        ByteBuffer file = Npy.write(height, width, new byte[height * width]);

        byte[] header = new byte[128];
        file.get(header);
        assertThat(new String(header, ISO_8859_1))
                .isEqualTo("\u0093NUMPY\1\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d), }%s\n"
                        .formatted(height, width, " ".repeat(blanks)));
        assertThat(file.remaining()).isEqualTo(height * width);
    }

    @Test
    void aMaskSurvivesItsFile() {
        byte[] pixels = {0, 1, 2, 3, 4, (byte) 255};

        Npy mask = Npy.read(Npy.write(2, 3, pixels));

        assertThat(mask.height()).isEqualTo(2);
        assertThat(mask.width()).isEqualTo(3);
        assertThat(mask.pixels()).isEqualTo(pixels);
    }

    @Test
    void pixelsMustFillTheShape() {
        assertThatThrownBy(() -> Npy.write(2, 3, new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 pixels are no mask of 2 x 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0093NUM", "\u0093NUMPY\2\0v\0\0\0", "{\"type\": \"about:blank\"}"})
    void anotherFormatIsRefused(String file) {
        assertThatThrownBy(() -> Npy.read(ByteBuffer.wrap(file.getBytes(ISO_8859_1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This is no NumPy file of version 1.0.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n",
                "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (6,), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 3), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }"
            })
    void anArrayThatIsNoMaskIsRefused(String header) {
        String file = "\u0093NUMPY\1\0" + (char) header.length() + "\0" + header + "123456";

        assertThatThrownBy(() -> Npy.read(ByteBuffer.wrap(file.getBytes(ISO_8859_1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no mask")
                .hasMessageContaining(header.strip());
    }

    @Test
    void aFileCutShortIsRefused() {
        ByteBuffer file = Npy.write(2, 3, new byte[6]);

        assertThatThrownBy(() -> Npy.read(file.slice(0, file.limit() - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This NumPy file says 2 x 3 pixels but holds 5; it may be cut short.");
    }
}
