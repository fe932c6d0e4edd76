package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffMagicTest {

    @ParameterizedTest
    @CsvSource({
        "49492a00, classic little-endian",
        "4d4d002a, classic big-endian",
        "49492b00, BigTIFF little-endian",
        "4d4d002b, BigTIFF big-endian",
        "49492a0008000000, with more behind"
    })
    void knowsATiff(String hex, String what) {
        assertThat(matches(hex)).as(what).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "49492c00, another version",
        "4949002a, little-endian with a big-endian version",
        "4d4d2a00, big-endian with a little-endian version",
        "89504e47, PNG",
        "504b0304, ZIP",
        "3c565254, VRT",
        "00000000, nothing"
    })
    void knowsWhatIsNone(String hex, String what) {
        assertThat(matches(hex)).as(what).isFalse();
    }

    private static boolean matches(String hex) {
        return TiffMagic.matches(Buffer.buffer(HexFormat.of().parseHex(hex)));
    }
}
