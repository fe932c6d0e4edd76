package dev.tilefleet.store;

import static dev.tilefleet.store.TestingS3.error;
import static dev.tilefleet.store.TestingS3.lost;
import static dev.tilefleet.store.TestingS3.page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rule of the register: 200 means yes, any doubt means read, absent means the same again. */
class ClaimTest {
    private static final byte[] MINE = "mine".getBytes(UTF_8);
    private static final byte[] THEIRS = "theirs".getBytes(UTF_8);
    private static final String KEY = "outcomes/1.json";

    private final TestingS3 s3 = new TestingS3();

    @Test
    void anAnswerOf200IsBelievedWithoutReading() {
        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none");
    }

    @Test
    void whatStoodBeforeIsReturned() {
        s3.objects.put(KEY, THEIRS);

        assertThat(claim()).isEqualTo(THEIRS);
        assertThat(s3.objects).containsEntry(KEY, THEIRS);
        assertThat(s3.log).containsExactly("PUT if none", "GET");
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        s3.carriesOutBut("PUT", lost("connection reset"));

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET");
    }

    @Test
    void aTimeoutBeforeTheStoreActedIsSettledByPuttingTheSameAgain() {
        s3.instead("PUT", _ -> {
            throw new SocketTimeoutException("timeout");
        });

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET", "PUT if none");
        assertThat(s3.objects).containsEntry(KEY, MINE);
    }

    @Test
    void aRetryThatMeetsItsOwnFirstTryHasWon() {
        s3.carriesOutBut("PUT", lost("connection reset")).instead("GET", error(500, "InternalError"));

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET", "PUT if none", "GET");
    }

    @Test
    void whoeverCameBetweenTwoTriesHasWon() {
        s3.instead("PUT", lost("connection reset")).instead("GET", request -> {
            s3.objects.put(KEY, THEIRS);
            return error(503, "SlowDown").to(request);
        });

        assertThat(claim()).isEqualTo(THEIRS);
    }

    @Test
    void aConflictAmongRacersWithNoWinnerYetIsTriedAgain() {
        s3.instead("PUT", error(409, "ConditionalRequestConflict"));

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET", "PUT if none");
    }

    @Test
    void aConflictAmongRacersWithAWinnerReturnsTheWinner() {
        s3.objects.put(KEY, THEIRS);
        s3.instead("PUT", error(409, "ConditionalRequestConflict"));

        assertThat(claim()).isEqualTo(THEIRS);
    }

    @Test
    void a412WithoutAnObjectIsTriedAgain() {
        s3.instead("PUT", error(412, "PreconditionFailed"));

        assertThat(claim()).isEqualTo(MINE);
    }

    @Test
    void anInternalErrorAfterTheStoreActedIsSettledByReading() {
        s3.carriesOutBut("PUT", error(500, "InternalError"));

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET");
    }

    @Test
    void aGatewaysErrorPageAfterTheStoreActedIsSettledByReading() {
        s3.carriesOutBut("PUT", page(502));

        assertThat(claim()).isEqualTo(MINE);
    }

    @Test
    void aGatewaysPageForTheReadIsNotTakenForAbsence() {
        s3.carriesOutBut("PUT", lost("reset")).instead("GET", page(404));

        assertThat(claim()).isEqualTo(MINE);
        assertThat(s3.log).containsExactly("PUT if none", "GET", "PUT if none", "GET");
    }

    @Test
    void aDefiniteRefusalEndsItAtOnce() {
        s3.instead("PUT", error(403, "AccessDenied"));

        assertThatThrownBy(this::claim)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("claim outcomes/1.json")
                .hasMessageContaining("AccessDenied");
        assertThat(s3.log).containsExactly("PUT if none");
    }

    @Test
    void aReadThatIsRefusedEndsItToo() {
        s3.carriesOutBut("PUT", lost("reset")).instead("GET", error(403, "AccessDenied"));

        assertThatThrownBy(this::claim).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void doubtThatNeverEndsIsGivenUpAfterSomeTries() {
        for (int i = 0; i < 10; i++) {
            s3.instead("PUT", lost("reset")).instead("GET", lost("still reset"));
        }

        assertThatThrownBy(this::claim)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("still reset");
        assertThat(s3.log).hasSize(8);
    }

    @Test
    void anInterruptedThreadStopsTryingAndStaysInterrupted() {
        for (int i = 0; i < 10; i++) {
            s3.instead("PUT", lost("reset"));
        }
        S3TileStore store = s3.store(new Backoff(4, Duration.ofDays(1), Duration.ofDays(9)));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.claim(KEY, MINE)).isInstanceOf(StoreUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private byte[] claim() {
        try (S3TileStore store = s3.store()) {
            return store.claim(KEY, MINE);
        }
    }
}
