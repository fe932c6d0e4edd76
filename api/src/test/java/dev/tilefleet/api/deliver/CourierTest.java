package dev.tilefleet.api.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tilefleet.api.jobs.TestingClock;
import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.store.ObjectKeys;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of one delivery, by its receiver's answers. */
class CourierTest {
    private static final String HOOK = "https://hooks.example.org/tiles?token=x";
    private static final String HOST = "hooks.example.org";

    // Signatures hold for minutes, and the library that verifies them knows but the real time.
    private final TestingClock clock = new TestingClock(Instant.now());
    private final TestingReceiver receiver = new TestingReceiver();
    private final TestingStage stage = new TestingStage(new TestingTileStore(_ -> {}), clock, receiver);
    private final Outcome outcome = stage.ended(Callback.ENDED, HOOK);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void isToldAtOnceAndOnce() throws InterruptedException {
        stage.read(outcome);
        stage.live(Duration.ofDays(4));

        assertThat(receiver.got).hasSize(1);
        assertThat(stage.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(stage.timers()).isEmpty();
        assertThat(stage.count("tilefleet.deliveries", "delivered")).isOne();
    }

    @Test
    void isSignedSoThatTheReferenceVerifies() throws Exception {
        stage.read(outcome);

        TestingReceiver.Got got = receiver.got.getFirst();
        new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").verify(got.body(), headers(got));
        assertThat(got.headers()).containsEntry("webhook-id", outcome.jobID() + "-ended");
    }

    @Test
    void doesNotVerifyWithAnotherBody() throws InterruptedException {
        stage.read(outcome);

        TestingReceiver.Got got = receiver.got.getFirst();
        assertThatThrownBy(() -> new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").verify("{}", headers(got)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void keepsItsIdThroughAllAttempts() throws InterruptedException {
        receiver.answer(HOST, 500);

        stage.read(outcome);
        stage.live(Duration.ofDays(4));

        assertThat(receiver.ids()).hasSize(10).containsOnly(outcome.jobID() + "-ended");
    }

    @Test
    void carriesTheTraceOfTheJobsRequestThroughAllAttempts() throws InterruptedException {
        TraceParent trace = new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        receiver.answer(HOST, 500);

        stage.read(outcome, Optional.of(trace));
        stage.successor().live(Duration.ofDays(4));

        assertThat(receiver.got)
                .hasSize(10)
                .allSatisfy(got -> assertThat(got.headers()).containsEntry("traceparent", trace.value()));
    }

    @Test
    void carriesNoTraceWhereNoneIsKnown() throws InterruptedException {
        stage.read(outcome);

        assertThat(receiver.got.getFirst().headers()).doesNotContainKey("traceparent");
    }

    @Test
    void isGivenUpAfterTenAttempts() throws InterruptedException {
        receiver.answer(HOST, 404);

        stage.read(outcome);
        stage.live(Duration.ofDays(4));

        Delivery report = stage.report(outcome);
        assertThat(report.status()).isEqualTo(Delivery.Status.GIVEN_UP);
        assertThat(report.attempts()).isEqualTo(10);
        assertThat(report.last().flatMap(Delivery.Attempt::status)).contains(404);
        assertThat(stage.timers()).isEmpty();
        assertThat(stage.count("tilefleet.deliveries", "given-up")).isOne();
        assertThat(stage.count("tilefleet.delivery.attempts", "refused")).isEqualTo(10);
    }

    @Test
    void isGivenUpAtOnceWhereTheReceiverIsGone() throws InterruptedException {
        receiver.answer(HOST, 410);

        stage.read(outcome);
        stage.live(Duration.ofDays(1));

        assertThat(receiver.got).hasSize(1);
        assertThat(stage.report(outcome).status()).isEqualTo(Delivery.Status.GIVEN_UP);
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() throws InterruptedException {
        receiver.answer(HOST, new Reply.Answered(503, Optional.of(Duration.ofHours(2))));
        stage.read(outcome);
        receiver.isBack(HOST);

        stage.live(Duration.ofMinutes(119));
        int early = receiver.got.size();
        stage.live(Duration.ofMinutes(3));

        assertThat(early).isOne();
        assertThat(receiver.got).hasSize(2);
    }

    @Test
    void arrivesOnceTheReceiverIsBackAfterAnHour() throws InterruptedException {
        receiver.isAway(HOST);
        stage.read(outcome);
        stage.live(Duration.ofHours(1));
        receiver.isBack(HOST);

        stage.live(Duration.ofHours(2));

        assertThat(stage.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void aReplayOfTheLogTellsNothingAgain() throws InterruptedException {
        stage.read(outcome);

        stage.successor().read(outcome);
        stage.live(Duration.ofDays(4));

        assertThat(receiver.got).hasSize(1);
    }

    @Test
    void aReplayDoesNotHurryWhatWaits() throws InterruptedException {
        receiver.isAway(HOST);
        stage.read(outcome);

        stage.successor().read(outcome);

        assertThat(receiver.got).hasSize(1);
        assertThat(stage.timers()).hasSize(1);
    }

    @Test
    void isToldAgainWhenItIsAskedFor() throws InterruptedException {
        stage.read(outcome);
        Delivery again = stage.report(outcome).again(RetrySchedule.now(clock.instant()));
        stage.reports.write(again);
        stage.reports.set(Timer.of(again));

        stage.round();

        assertThat(receiver.ids()).hasSize(2).containsOnly(outcome.jobID() + "-ended");
        assertThat(stage.report(outcome).attempts()).isEqualTo(2);
    }

    @Test
    void aSecondReplicaThatFailsDoesNotUndoWhatTheFirstGotThrough() throws InterruptedException {
        receiver.isAway(HOST);
        receiver.onRequest(() -> stage.reports.write(stage.report(outcome)
                .delivered(new Delivery.Attempt(Instant.EPOCH, Optional.of(200), Optional.empty()))));

        stage.read(outcome);

        assertThat(stage.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(stage.timers()).isEmpty();
    }

    @Test
    void aTimerThatIsNoneOfAReportsIsTidiedUp() throws InterruptedException {
        stage.read(outcome);
        Timer stray = new Timer(
                TestingStage.SHARD, RetrySchedule.now(clock.instant()), outcome.jobID(), id(Callback.ENDED, HOOK));
        stage.reports.set(stray);
        stage.store.put(ObjectKeys.retries(TestingStage.SHARD) + "0", ByteBuffer.wrap(new byte[1]), "text/plain");

        stage.round();

        assertThat(receiver.got).hasSize(1);
        assertThat(stage.timers()).hasSize(1).noneMatch(stray.key()::equals);
    }

    @Test
    void isLeftWhereAReportIsOfALaterRelease() throws InterruptedException {
        String key = ObjectKeys.delivery(outcome.jobID(), id(Callback.ENDED, HOOK));
        stage.store.put(key, ByteBuffer.wrap("{\"version\":\"2.0\"}".getBytes(UTF_8)), "");

        stage.read(outcome);

        assertThat(receiver.got).isEmpty();
    }

    @Test
    void twoCallbacksOfOneUriAndEventAreOne() throws InterruptedException {
        Outcome twice = stage.ended(Callback.ENDED, HOOK, Callback.ENDED, HOOK, Callback.ENDED, HOOK + "&b");

        stage.read(twice);

        assertThat(receiver.got)
                .extracting(TestingReceiver.Got::uri)
                .containsExactlyInAnyOrder(URI.create(HOOK), URI.create(HOOK + "&b"));
    }

    @Test
    void isGivenUpWhereTheOutcomeIsGone() throws InterruptedException {
        receiver.isAway(HOST);
        stage.read(outcome);
        stage.store.delete(ObjectKeys.outcome(outcome.jobID()));

        stage.live(Duration.ofMinutes(5));

        assertThat(stage.report(outcome).status()).isEqualTo(Delivery.Status.GIVEN_UP);
        assertThat(Documents.write(stage.report(outcome))).asString().contains("not in the store");
    }

    private static DeliveryID id(String event, String uri) {
        return DeliveryID.of(new Callback(event, URI.create(uri)));
    }

    private static Map<String, List<String>> headers(TestingReceiver.Got got) {
        return got.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
