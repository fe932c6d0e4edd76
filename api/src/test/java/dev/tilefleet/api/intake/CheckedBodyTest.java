package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedBodyTest {
    private static final byte[] TIFF = {'I', 'I', 42, 0, 8, 0, 0, 0};
    private final TestingSource source = new TestingSource();
    private final CheckedBody body = new CheckedBody(source, 10);
    private final Buffer passed = Buffer.buffer();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void theHeadIsTheFirstChunk() {
        Future<Buffer> head = body.head();

        source.send(TIFF);

        assertThat(head.result().getBytes()).isEqualTo(TIFF);
    }

    @Test
    void theHeadIsPutTogetherFromTinyChunks() {
        Future<Buffer> head = body.head();

        source.send((byte) 'I').send((byte) 'I');
        assertThat(head.isComplete()).isFalse();
        source.send((byte) 42).send((byte) 0, (byte) 8);

        assertThat(head.result().getBytes()).isEqualTo(new byte[] {'I', 'I', 42, 0, 8});
    }

    @Test
    void nothingMoreComesBeforeItIsAskedFor() {
        body.head();
        source.send(TIFF).send((byte) 1);
        assertThat(body.count()).isEqualTo(8);

        flow();

        assertThat(passed.getBytes()).containsExactly(1);
        assertThat(body.count()).isEqualTo(9);
    }

    @Test
    void bytesAreCountedAndDigested() {
        body.head();
        source.send(TIFF);
        flow();

        source.send((byte) 1, (byte) 2).end();

        assertThat(body.count()).isEqualTo(10);
        assertThat(body.sha256()).isEqualTo(Sha256.of(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 2}));
        assertThat(failures).isEmpty();
    }

    @Test
    void aBodyThatIsNoTiffIsRefused() {
        Future<Buffer> head = body.head();

        source.send((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');

        assertProblem(head.cause(), ProblemType.NOT_A_GEOTIFF);
    }

    @Test
    void aBodyThatEndsBeforeItsFourthByteIsNoTiff() {
        Future<Buffer> head = body.head();

        source.send((byte) 'I', (byte) 'I', (byte) 42).end();

        assertProblem(head.cause(), ProblemType.NOT_A_GEOTIFF);
    }

    @Test
    void aBodyWithoutAByteIsEmpty() {
        Future<Buffer> head = body.head();

        source.end();

        assertProblem(head.cause(), ProblemType.EMPTY_BODY);
    }

    @Test
    void aBodyThatBecomesTooLargeIsRefusedAndPassedOnNoFurther() {
        body.head();
        source.send(TIFF);
        flow();

        source.send((byte) 1, (byte) 2).send((byte) 3).send((byte) 4);

        assertThat(passed.getBytes()).containsExactly(1, 2);
        assertThat(failures).hasSize(1);
        assertProblem(failures.getFirst(), ProblemType.UPLOAD_TOO_LARGE);
        assertThat(body.fault()).containsSame((ProblemException) failures.getFirst());
    }

    @Test
    void whatItsSourceSaysIsWrongIsTold() {
        ProblemException away = new ProblemException(ProblemType.URL_UNAVAILABLE, "away");
        body.head();
        source.send(TIFF);
        flow();

        source.fail(away);

        assertThat(failures).containsExactly(away);
        assertThat(body.fault()).containsSame(away);
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() {
        Future<Buffer> head = body.head();

        source.send(new byte[] {'I', 'I', 42, 0, 1, 2, 3, 4, 5, 6, 7});

        assertProblem(head.cause(), ProblemType.UPLOAD_TOO_LARGE);
    }

    @Test
    void aBodyThatBreaksOffInItsHeadIsIncomplete() {
        Future<Buffer> head = body.head();

        source.send((byte) 'I').fail(new IOException("connection closed"));

        assertProblem(head.cause(), ProblemType.UPLOAD_INCOMPLETE);
    }

    @Test
    void aBodyThatBreaksOffIsIncomplete() {
        body.head();
        source.send(TIFF);
        flow();

        source.fail(new IOException("connection closed"));

        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst()).hasMessage("The upload broke off after 8 bytes of the tile. Send it again.");
        assertThat(body.fault()).containsSame((ProblemException) failures.getFirst());
    }

    @Test
    void aBodyThatBreaksOffWhileNobodyListensSaysSoToWhoListensNext() {
        body.head();
        source.send(TIFF).fail(new IOException("connection closed"));

        flow();

        assertThat(failures).hasSize(1);
        assertProblem(failures.getFirst(), ProblemType.UPLOAD_INCOMPLETE);
    }

    @Test
    void aBodyThatEndedWhileNobodyListenedSaysSoToWhoListensNext() {
        List<String> ends = new ArrayList<>();
        body.head();
        source.send(TIFF);
        source.fetch(1);
        source.end();

        body.endHandler(_ -> ends.add("end"));

        assertThat(ends).hasSize(1);
    }

    @Test
    void aBodyThatIsFineHasNoFault() {
        body.head();
        source.send(TIFF).end();

        assertThat(body.fault()).isEmpty();
    }

    private void flow() {
        body.exceptionHandler(failures::add);
        body.handler(passed::appendBuffer);
        body.resume();
    }

    private static void assertProblem(Throwable failure, ProblemType type) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type));
    }
}
