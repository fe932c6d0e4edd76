package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldLimitsTest {
    private static final int METADATA = 42112;
    private static final int LONGEST_METADATA = 256 << 10;
    private static final int MEBIBYTE = 1 << 20;

    /** How a TIFF may begin: its byte order, and whether its offsets have 64 bits. */
    record Format(ByteOrder order, boolean big) {}

    static Stream<Format> formats() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(new Format(order, false), new Format(order, true)));
    }

    @Test
    void allowMetadataThatDescribesAThousandBands() {
        byte[] file = tile().text(METADATA, "m".repeat(LONGEST_METADATA - 1)).bytes();

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @Test
    void refuseMoreMetadata() {
        byte[] file = tile().text(METADATA, "m".repeat(LONGEST_METADATA)).bytes();

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> check(file));

        assertThat(refusal.problem().type()).isEqualTo(UNREADABLE_TILE);
        assertThat(refusal.problem().detail())
                .startsWith("The file's GDAL metadata is 262145 bytes or more; at most 262144 are read.")
                .contains("Write it again");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void refuseFieldsThatNameTheSameBytesAgainAndAgain(Format format) {
        byte[] file = new byte[MEBIBYTE];
        fields(file, format, 17, MEBIBYTE);

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> check(file));

        assertThat(refusal.problem().detail()).startsWith("The file's TIFF fields are together 17825792 bytes or more");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void allowAsManyFieldsOfAByte(Format format) {
        byte[] file = new byte[MEBIBYTE];
        fields(file, format, 17, 1);

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void countNoMoreThanTheFileHas(Format format) {
        byte[] file = new byte[1000];
        fields(file, format, 16, -1);

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void lookAtNoMoreFieldsThanTheFileHas(Format format) {
        byte[] file = new byte[1000];
        fields(file, format, 2, 1);
        ByteBuffer numbers = ByteBuffer.wrap(file).order(format.order());
        if (format.big()) {
            numbers.putLong(16, -1);
        } else {
            numbers.putShort(8, (short) -1);
        }

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 8, 9, 10, 20})
    void leaveFilesThatAreCutShortToGdal(int length) {
        byte[] file = Arrays.copyOf(new TestingTiff(1, 1, 1).bytes(), length);

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 998, 999, 1000, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
    void leaveDirectoriesOutsideOfTheFileToGdal(long offset) {
        byte[] file = new byte[1000];
        fields(file, new Format(ByteOrder.LITTLE_ENDIAN, true), 1, 1);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(8, offset);

        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    private static TestingTiff tile() {
        return new TestingTiff(4, 4, 1);
    }

    private static void check(byte[] file) {
        FieldLimits.check(MemorySegment.ofArray(file));
    }

    /** Begins the file with a directory of fields of that many bytes each, all at the same place. */
    private static void fields(byte[] file, Format format, int count, long values) {
        ByteBuffer head = ByteBuffer.wrap(file).order(format.order());
        byte letter = (byte) (format.order() == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        head.put(letter).put(letter);
        if (format.big()) {
            head.putShort((short) 43)
                    .putShort((short) 8)
                    .putShort((short) 0)
                    .putLong(16)
                    .putLong(count);
        } else {
            head.putShort((short) 42).putInt(8).putShort((short) count);
        }
        for (int i = 0; i < count; i++) {
            head.putShort((short) (50_000 + i)).putShort((short) 1);
            if (format.big()) {
                head.putLong(values).putLong(0);
            } else {
                head.putInt((int) values).putInt(0);
            }
        }
    }
}
