package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredSizeTest {
    private static final byte[] BIG_ENDIAN = {
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        3,
        // A tag before, then the width as SHORT, left in its four bytes, and the height as LONG.
        0,
        (byte) 254,
        0,
        4,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        3,
        0,
        0,
        0,
        1,
        2,
        0,
        0,
        0,
        1,
        1,
        0,
        4,
        0,
        0,
        0,
        1,
        0,
        0,
        1,
        44
    };

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isReadFromTheFirstDirectory(boolean big) {
        TestingTiff tiff = new TestingTiff(65, 41, 4);
        byte[] file = (big ? tiff.big() : tiff).bytes();

        assertThat(of(file)).hasValue(new DeclaredSize(65, 41));
    }

    @Test
    void isReadInTheOtherByteOrderAndInBothWidths() {
        assertThat(of(BIG_ENDIAN)).hasValue(new DeclaredSize(512, 300));
    }

    @Test
    void isReadUnsigned() {
        byte[] file = new TestingTiff(2, 2, 1)
                .declaring(TestingTiff.WIDTH, 4_294_967_295L)
                .bytes();

        assertThat(of(file)).hasValue(new DeclaredSize(4_294_967_295L, 2));
    }

    @Test
    void isNothingInAFileThatEndsBeforeItSaysSo() {
        for (int length = 4; length < BIG_ENDIAN.length; length++) {
            assertThat(of(Arrays.copyOf(BIG_ENDIAN, length))).isEmpty();
        }
    }

    @Test
    void isNothingWhereTheDirectoryLiesOutsideTheFile() {
        byte[] file = BIG_ENDIAN.clone();
        file[4] = (byte) 0xff;

        assertThat(of(file)).isEmpty();
    }

    @Test
    void isNothingWhereATagIsOfATypeThatIsNoSize() {
        byte[] file = BIG_ENDIAN.clone();
        file[25] = 2;

        assertThat(of(file)).isEmpty();
    }

    private static Optional<DeclaredSize> of(byte[] file) {
        return DeclaredSize.of(MemorySegment.ofArray(file));
    }
}
