package dev.tilefleet.api.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final String JOB = "https://tiles.example.org/v1/jobs/" + TestingLife.ID;

    private final TestingTileStore store = new TestingTileStore(_ -> {});
    private final Messages messages =
            new Messages(() -> Links.of(Optional.of(URI.create("https://tiles.example.org/v1/"))), store);

    @Test
    void theSimpleCallbackGetsAnEnvelopeWithLittleButLinks() {
        JsonObject body = body(messages, Callback.ENDED, LIFE.successful());

        assertThat(body.fieldNames()).containsExactly("type", "timestamp", "data");
        assertThat(body.getString("type")).isEqualTo("job.successful");
        assertThat(body.getString("timestamp")).isEqualTo("2026-11-01T12:00:03Z");
        JsonObject data = body.getJsonObject("data");
        assertThat(data.fieldNames()).containsExactly("jobID", "processID", "status", "links");
        assertThat(data.getString("jobID")).isEqualTo(TestingLife.ID.toString());
        assertThat(data.getString("processID")).isEqualTo("cloud-mask");
        assertThat(data.getJsonArray("links").encode())
                .contains("\"" + JOB + "\"", "\"" + JOB + "/results\"", "\"" + JOB + "/results/mask.npy\"");
    }

    @Test
    void itsTypeSaysHowTheJobEnded() {
        assertThat(body(messages, Callback.ENDED, LIFE.failed()).getString("type"))
                .isEqualTo("job.failed");
        assertThat(body(messages, Callback.ENDED, LIFE.dismissed()).getString("type"))
                .isEqualTo("job.dismissed");
    }

    @Test
    void theSuccessUriGetsTheResultsByReference() {
        JsonObject body = body(messages, Callback.SUCCESS, LIFE.successful());

        assertThat(body.getJsonObject("mask").getString("href")).isEqualTo(JOB + "/results/mask.npy");
    }

    @Test
    void theSuccessUriGetsOutputsThatAreNoMaskAsTheyAre() {
        String key = ObjectKeys.outputs(TestingLife.ID, "00c0ffee");
        Outcome outcome = Outcome.of(
                LIFE.job(),
                TestingLife.SUBMITTED,
                new Outcome.Successful(new Outcome.Result(key, 17, Sha256.of(new byte[1]))),
                Optional.empty());
        store.objects.put(key, "{\"string\":\"Hello\"}".getBytes(UTF_8));

        assertThat(body(messages, Callback.SUCCESS, outcome).encode()).isEqualTo("{\"string\":\"Hello\"}");

        store.delete(key);
        assertThat(body(messages, Callback.SUCCESS, outcome)).isEmpty();
    }

    @Test
    void theFailedUriGetsTheWholeStatusInfo() {
        new JobArchive(store).claim(LIFE.job());

        JsonObject body = body(messages, Callback.FAILED, LIFE.failed());

        assertThat(body.getString("status")).isEqualTo("failed");
        assertThat(body.getString("created")).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(body.getJsonObject("problem").getString("title")).isEqualTo("Too few bands");
    }

    @Test
    void theInProgressUriGetsAStatusInfo() {
        Message message = messages.running(LIFE.progress(Duration.ofSeconds(1)));

        assertThat(message.id()).isEqualTo(TestingLife.ID + "-inProgress");
        assertThat(new JsonObject(message.body()).getString("status")).isEqualTo("running");
    }

    @Test
    void withoutAPublicUrlLinksAreRelative() {
        Messages unlocated = new Messages(() -> Links.of(Optional.empty()), store);

        JsonObject body = body(unlocated, Callback.SUCCESS, LIFE.successful());

        assertThat(body.getJsonObject("mask").getString("href"))
                .isEqualTo("/jobs/" + TestingLife.ID + "/results/mask.npy");
    }

    @Test
    void anAttemptSaysTheSameAsTheOneBefore() {
        assertThat(body(messages, Callback.ENDED, LIFE.successful()))
                .isEqualTo(body(messages, Callback.ENDED, LIFE.successful()));
    }

    @ParameterizedTest
    @CsvSource({
        "ended, true, true, true",
        "success, true, false, false",
        "failed, false, true, true",
        "inProgress, false, false, false",
        "later, false, false, false"
    })
    void eachEventIsToldToThoseWhoAskedForIt(String event, boolean successful, boolean failed, boolean dismissed) {
        assertThat(List.of(
                        isTold(event, LIFE.successful()),
                        isTold(event, LIFE.failed()),
                        isTold(event, LIFE.dismissed())))
                .containsExactly(successful, failed, dismissed);
    }

    @Test
    void aTimersNameSaysAllAndSortsByTime() {
        Delivery delivery = delivery(Callback.ENDED, LIFE.successful());
        Timer timer = Timer.of(delivery);
        Timer later = new Timer(3, timer.due().plus(Duration.ofDays(70)), timer.job(), timer.delivery());

        assertThat(timer.key()).startsWith("retries/3/20261101T1200Z/" + TestingLife.ID + "/ended-");
        assertThat(Timer.parse(timer.key())).contains(timer);
        assertThat(later.key()).isGreaterThan(timer.key());
        assertThat(timer.delivery().origin())
                .isEqualTo(delivery("success", LIFE.failed()).deliveryID().origin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"retries/3/soon/a/b", "retries/3", "", "retries/x/20261101T1200Z/a/ended-0-0"})
    void whatIsNoTimerIsNone(String key) {
        assertThat(Timer.parse(key)).isEmpty();
    }

    private static boolean isTold(String event, Outcome outcome) {
        return !Recipients.of(with(event, outcome)).isEmpty();
    }

    private static Outcome with(String event, Outcome outcome) {
        return new Outcome(
                outcome.jobID(),
                outcome.process(),
                outcome.owner(),
                outcome.decided(),
                outcome.ending(),
                outcome.execution(),
                List.of(callback(event)));
    }

    private static Callback callback(String event) {
        return new Callback(event, URI.create("https://hooks.example.org"));
    }

    private static Delivery delivery(String event, Outcome outcome) {
        Instant due = TestingLife.SUBMITTED;
        return Delivery.of(outcome, callback(event), 3, due, due);
    }

    private static JsonObject body(Messages messages, String event, Outcome outcome) {
        return new JsonObject(messages.ended(delivery(event, outcome), outcome).body());
    }
}
