package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** The expected bytes are {@code numpy.save}'s. */
class CloudNpyTest {
    @Test
    void isAFileOfFloatsThatAreOneWhereThereIsCloud() {
        Buffer file = CloudNpy.write(TestingMask.of(2, 2, pixel -> pixel));

        assertThat(file.getBytes(0, 128))
                .isEqualTo(("\u0093NUMPY\u0001\u0000v\u0000"
                                + "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"
                                + " ".repeat(58)
                                + "\n")
                        .getBytes(ISO_8859_1));
        assertThat(file.getBytes(128, file.length()))
                .isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0});
    }
}
