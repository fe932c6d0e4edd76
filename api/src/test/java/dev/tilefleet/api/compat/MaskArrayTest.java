package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskArrayTest {
    private static final String FORM = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }  \n";

    @Test
    void readsWhatAWorkerStores() {
        MaskArray mask = MaskArray.read(file(FORM, 0, 1, 2, 1, 0, 0));

        assertThat(mask.height()).isEqualTo(2);
        assertThat(mask.width()).isEqualTo(3);
        assertThat(mask.pixels()).isEqualTo(6);
        assertThat(mask.isCloud(3)).isTrue();
        assertThat(mask.isCloud(4)).isFalse();
    }

    @Test
    void onlyClassOneIsCloud() {
        MaskArray mask = MaskArray.read(file(FORM, 0, 1, 2, 1, 0, 255));

        assertThat(mask.isCloud(0)).isFalse();
        assertThat(mask.isCloud(1)).isTrue();
        assertThat(mask.isCloud(2)).isFalse();
        assertThat(mask.isCloud(5)).isFalse();
    }

    @Test
    void tellsTheShareOfEachClass() {
        MaskArray mask = MaskArray.read(file(FORM, 0, 1, 2, 1, 0, 255));

        assertThat(mask.share(0)).isEqualTo(2 / 6.0);
        assertThat(mask.share(1)).isEqualTo(2 / 6.0);
        assertThat(mask.share(2)).isEqualTo(1 / 6.0);
        assertThat(mask.share(3)).isZero();
        assertThat(mask.share(255)).isEqualTo(1 / 6.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n",
                "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (6,), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (99999, 99999), }\n",
                "",
            })
    void refusesAnyOtherArray(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> MaskArray.read(file(header, 0, 1, 2, 1, 0, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\u0093NUMPY\u0002\u0000\u0000\u0000", "\u0093NUMPY\u0001\u0000\u00ff\u00ff"})
    void refusesAnyOtherFile(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> MaskArray.read(file.getBytes(ISO_8859_1)));
    }

    private static byte[] file(String header, int... pixels) {
        Buffer file = Buffer.buffer()
                .appendBytes("\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1))
                .appendUnsignedShortLE(header.length())
                .appendString(header);
        for (int pixel : pixels) {
            file.appendByte((byte) pixel);
        }
        return file.getBytes();
    }
}
