package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    /** FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheDigestOfTheStandard() {
        assertThat(Sha256.of("abc".getBytes(UTF_8))).hasToString(OF_ABC);
    }

    @Test
    void runsAlongAsBytesComeBy() {
        MessageDigest running = Sha256.running();
        running.update("a".getBytes(UTF_8));
        running.update("bc".getBytes(UTF_8));

        assertThat(Sha256.finish(running)).isEqualTo(new Sha256(OF_ABC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void hasOneFormOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(text));
    }
}
