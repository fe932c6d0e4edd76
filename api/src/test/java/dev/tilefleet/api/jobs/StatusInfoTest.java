package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.outlook.Outlook;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The answers as clients get them, kept as files. */
class StatusInfoTest {
    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final KnownJob ACCEPTED = KnownJob.accepted(LIFE.job());

    @Test
    void ofAJobThatWaits() throws IOException {
        assertThat(info(ACCEPTED)).isEqualTo(golden("accepted"));
    }

    @Test
    void ofAJobThatWaitsInALine() {
        JsonObject info = info(new Outlook(7, Optional.of(Duration.ofMillis(12_001))));

        assertThat(info.getInteger("queuePosition")).isEqualTo(7);
        assertThat(info.getInteger("estimatedSeconds")).isEqualTo(13);
    }

    @Test
    void saysNoTimeThatNobodyCanKnow() {
        JsonObject info = info(new Outlook(7, Optional.empty()));

        assertThat(info.fieldNames()).contains("queuePosition").doesNotContain("estimatedSeconds");
    }

    @Test
    void ofAJobThatRuns() throws IOException {
        assertThat(info(ACCEPTED.and(KnownJob.running(LIFE.progress(Duration.ofSeconds(2))))))
                .isEqualTo(golden("running"));
    }

    @Test
    void ofASuccessfulJob() throws IOException {
        assertThat(info(ACCEPTED.and(KnownJob.ended(LIFE.successful())))).isEqualTo(golden("successful"));
    }

    @Test
    void leadsToNoMaskWhereThereAreOtherOutputs() {
        Outcome outcome = Outcome.of(
                LIFE.job(),
                TestingLife.SUBMITTED,
                new Outcome.Successful(
                        new Outcome.Result(ObjectKeys.outputs(TestingLife.ID, "00c0ffee"), 17, Sha256.of(new byte[1]))),
                Optional.empty());

        JsonObject info = new JsonObject(info(ACCEPTED.and(KnownJob.ended(outcome))));

        assertThat(info.getString("message")).isEqualTo("the outputs are ready");
        assertThat(info.getJsonArray("links").encode()).contains("/results\"").doesNotContain("mask.npy");
    }

    @Test
    void ofAFailedJob() throws IOException {
        assertThat(info(ACCEPTED.and(KnownJob.ended(LIFE.failed())))).isEqualTo(golden("failed"));
    }

    @Test
    void ofADismissedJob() throws IOException {
        assertThat(info(ACCEPTED.and(KnownJob.ended(LIFE.dismissed())))).isEqualTo(golden("dismissed"));
    }

    @Test
    void ofAJobThatIsRemoved() throws IOException {
        assertThat(info(ACCEPTED.and(KnownJob.ended(LIFE.failed())).and(KnownJob.removed(LIFE.tombstone()))))
                .isEqualTo(golden("removed"));
    }

    @Test
    void ofAJobOfWhichOnlyTheEndIsKnown() {
        JsonObject info = new JsonObject(info(KnownJob.ended(LIFE.successful())));

        assertThat(info.fieldNames()).contains("finished", "updated").doesNotContain("created", "started");
    }

    @Test
    void saysNoStartThatTheWorkerDoesNotSay() {
        JsonObject info = new JsonObject(info(ACCEPTED.and(KnownJob.ended(LIFE.untimed()))));

        assertThat(info.getString("status")).isEqualTo("failed");
        assertThat(info.containsKey("started")).isFalse();
    }

    private static JsonObject info(Outlook outlook) {
        return new JsonObject(StatusInfo.of(ACCEPTED, new Links("https://tiles.example.com"), Optional.of(outlook))
                .encode());
    }

    private static String info(KnownJob job) {
        return StatusInfo.of(job, new Links("https://tiles.example.com")).encodePrettily();
    }

    private static String golden(String state) throws IOException {
        try (var file = StatusInfoTest.class.getResourceAsStream("status-" + state + ".json")) {
            return new String(Objects.requireNonNull(file, state).readAllBytes(), UTF_8).strip();
        }
    }
}
