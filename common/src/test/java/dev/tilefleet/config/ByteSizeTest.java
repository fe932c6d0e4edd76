package dev.tilefleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "17B, 17",
        "64KiB, 65536",
        "128MiB, 134217728",
        "1GiB, 1073741824",
        "' 1 gib ', 1073741824"
    })
    void readsSizes(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1.5GiB", "1MB", "1 M", "1TiB", "0x10", "1234567890123"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("not a size such as 128MiB");
    }

    @Test
    void refusesMoreBytesThanALongCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse("999999999999GiB"))
                .withMessage("more bytes than can be counted");
    }

    @Test
    void refusesANegativeSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteSize(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "1B", "1023B", "1KiB", "1025B", "5MiB", "1536KiB", "3GiB", "1024GiB"})
    void isWrittenAsItIsRead(String text) {
        assertThat(ByteSize.parse(text)).hasToString(text);
    }
}
