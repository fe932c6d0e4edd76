package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code pickletools.optimize(pickle.dumps(array, 2))} writes, with every number in four bytes. */
class CloudPickleTest {
    @Test
    void isAnArrayOfFloatsThatAreOneWhereThereIsCloud() {
        byte[] pickle = CloudPickle.write(TestingMask.of(1, 2, pixel -> pixel)).getBytes();

        assertThat(new String(pickle, ISO_8859_1))
                .isEqualTo("\u0080\u0002"
                        + "cnumpy.core.multiarray\n_reconstruct\n"
                        + "cnumpy\nndarray\n"
                        + "J\0\0\0\0\u0085"
                        + "c_codecs\nencode\nX\u0001\0\0\0bX\u0006\0\0\0latin1\u0086R"
                        + "\u0087R"
                        + "(J\u0001\0\0\0J\u0001\0\0\0J\u0002\0\0\0\u0086"
                        + "cnumpy\ndtype\nX\u0002\0\0\0f4\u0089\u0088\u0087R"
                        + "(J\u0003\0\0\0X\u0001\0\0\0<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffJ\0\0\0\0tb"
                        + "\u0089"
                        + "c_codecs\nencode\nX\u0009\0\0\0\0\0\0\0\0\0\u00c2\u0080?X\u0006\0\0\0latin1\u0086R"
                        + "tb.");
    }
}
