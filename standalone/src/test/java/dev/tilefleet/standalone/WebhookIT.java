package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.TileStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An api, the ends of jobs on its log, and a receiver that listens. */
final class WebhookIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path data;

    private static CallbackReceiver receiver;
    private static FleetInParts fleet;
    private static TileStore store;
    private static FleetLog log;

    @BeforeAll
    static void start() throws InterruptedException {
        receiver = new CallbackReceiver();
        fleet = new FleetInParts(
                data,
                Map.of(
                        "TILEFLEET_PUBLIC_URL",
                        "https://tiles.example.org",
                        "TILEFLEET_OUTBOUND_ALLOW",
                        "127.0.0.1",
                        "TILEFLEET_OUTBOUND_PORTS",
                        Integer.toString(receiver.port()),
                        "TILEFLEET_WEBHOOK_SECRETS",
                        SECRET,
                        "TILEFLEET_WEBHOOK_SWEEP",
                        "300ms"));
        store = fleet.store();
        log = new FleetLog(KafkaConfig.from(new Settings(fleet.environment())), "webhooks");
    }

    @AfterAll
    static void stop() {
        log.close();
        fleet.close();
        receiver.close();
    }

    @Test
    void theEndOfAJobIsToldSignedAndAskedForAgain() throws Exception {
        Outcome outcome = ended(new Callback(Callback.ENDED, receiver.uri("/hook?token=secret")));

        log.append(outcome);

        CallbackReceiver.Got got = got("/hook", 1).getFirst();
        new Webhook(SECRET).verify(got.body(), got.headers());
        assertThat(got.id()).isEqualTo(outcome.jobID() + "-ended");
        assertThat(got.body())
                .contains("\"type\":\"job.successful\"", "https://tiles.example.org/jobs/" + outcome.jobID());
        String path = "/jobs/" + outcome.jobID() + "/deliveries";
        JsonNode delivery = delivered(path);
        assertThat(delivery.path("uri").asText()).endsWith("/hook?…");
        assertThat(delivery.path("last").path("status").asInt()).isEqualTo(204);

        HttpResponse<byte[]> answer = fleet.user()
                .post(path + "/" + delivery.path("deliveryID").asText() + "/redelivery", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(got("/hook", 2)).extracting(CallbackReceiver.Got::id).containsOnly(got.id());
        assertThat(delivered(path).path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void subscribersGetTheDocumentsOfOgc() {
        CallbackJob job = CallbackJob.asked(
                store,
                FleetInParts.PROCESS,
                new Callback(Callback.SUCCESS, receiver.uri("/success")),
                new Callback(Callback.FAILED, receiver.uri("/failed")),
                new Callback(Callback.IN_PROGRESS, receiver.uri("/running")));

        log.hint(Progress.of(job.job(), "worker-7", Instant.now()));
        log.append(job.end(store));

        assertThat(got("/success", 1).getFirst().body()).startsWith("{\"mask\":{\"href\":\"https://tiles.example.org");
        assertThat(got("/running", 1).getFirst().body()).contains("\"status\":\"running\"");
        assertThat(receiver.got("/failed")).isEmpty();
    }

    @Test
    void whatTheReceiverDoesNotWantIsSaid() {
        receiver.answer(410);
        Outcome outcome = ended(new Callback(Callback.ENDED, receiver.uri("/gone")));

        log.append(outcome);

        JsonNode delivery = first("/jobs/" + outcome.jobID() + "/deliveries", "given-up");
        receiver.answer(204);
        assertThat(delivery.path("last").path("status").asInt()).isEqualTo(410);
    }

    @Test
    void aDeliveryThatIsNoneIsNotFound() {
        Outcome outcome = ended();
        String deliveries = "/jobs/" + outcome.jobID() + "/deliveries";

        HttpResponse<byte[]> answer = fleet.user().post(deliveries + "/ended-0/redelivery", BodyPublishers.noBody());

        assertThat(FleetUser.text(answer)).startsWith("404").contains("no-such-delivery");
        assertThat(FleetUser.json(fleet.user().get(deliveries)).path("deliveries"))
                .isEmpty();
    }

    private static Outcome ended(Callback... callbacks) {
        return CallbackJob.asked(store, FleetInParts.PROCESS, callbacks).end(store);
    }

    private static List<CallbackReceiver.Got> got(String path, int count) {
        return eventually(
                count + " at " + path,
                PATIENCE,
                () -> Optional.of(receiver.got(path)).filter(got -> got.size() == count));
    }

    private static JsonNode delivered(String path) {
        return first(path, "delivered");
    }

    private static JsonNode first(String path, String status) {
        return eventually(
                "a delivery " + status,
                PATIENCE,
                () -> Optional.of(FleetUser.json(fleet.user().get(path))
                                .path("deliveries")
                                .path(0))
                        .filter(delivery -> delivery.path("status").asText().equals(status)));
    }
}
