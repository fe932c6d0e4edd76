package dev.tilefleet.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.jobs.TestingClock;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.api.outbox.TestingDropStore.Conditions;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.UnsuitableStoreException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String TILE = "inbox/unet10/a b/tile.tif";
    private static final String MASK = "outbox/unet10/a b/tile.npy";
    private static final String DOCUMENT = "outbox/unet10/a b/tile.json";
    private static final String ERROR = "outbox/unet10/a b/tile.error.json";

    private final TestingClock clock = new TestingClock(NOON);
    private final TestingDropStore store = new TestingDropStore();
    private final Outcome successful = new TestingLife(JobID.random()).successful();

    @Test
    void aMaskComesWithTheOutcome() {
        tell(After.KEEP, successful, drop("tile", NOON));

        assertThat(store.text(MASK)).isEqualTo("mask");
        assertThat(json(DOCUMENT).getString("jobID"))
                .isEqualTo(successful.jobID().toString());
        assertThat(json(DOCUMENT).getString("status")).isEqualTo("successful");
        assertThat(json(DOCUMENT).getJsonObject("source").getString("key")).isEqualTo(TILE);
        assertThat(store.objects).doesNotContainKey(ERROR).containsKey(TILE);
    }

    @Test
    void aFailureSaysWhatToChange() {
        StoredObject tile = drop("tile", NOON);

        tell(After.DELETE, failed(), tile);

        assertThat(json(ERROR).getString("type")).endsWith("/too-few-bands");
        assertThat(json(ERROR).getString("detail")).isEqualTo("Send all six.");
        assertThat(store.objects).doesNotContainKeys(MASK, DOCUMENT).containsKey(TILE);
    }

    @Test
    void aDismissedJobIsTold() {
        tell(After.KEEP, with(new Outcome.Dismissed()), drop("tile", NOON));

        assertThat(json(ERROR).getString("type")).endsWith("/job-dismissed");
    }

    @Test
    void aMaskThatWasRemovedBeforeIsTold() {
        StoredObject tile = drop("tile", NOON);
        URI callback = outbox(After.KEEP).callback(tile).uri();

        outbox(After.KEEP).tell(successful, callback);

        assertThat(json(ERROR).getString("type")).endsWith("/job-removed");
    }

    @Test
    void aBetterFileTakesItsErrorAway() {
        tell(After.KEEP, failed(), drop("bad", NOON));

        tell(After.KEEP, successful, drop("good", NOON.plusSeconds(1)));

        assertThat(store.objects).containsKeys(MASK, DOCUMENT).doesNotContainKey(ERROR);
    }

    @Test
    void anEarlierVersionSaysNothingOnceALaterOneHasSpoken() {
        StoredObject first = drop("first", NOON);
        StoredObject second = drop("second", NOON.plusSeconds(1));
        tell(After.KEEP, successful, second);

        tell(After.KEEP, failed(), first);
        outbox(After.KEEP)
                .refuse(DropName.of(TILE).orElseThrow(), first, new Problem(ProblemType.NOT_A_GEOTIFF, "No tile."));

        assertThat(store.objects).containsKeys(MASK, DOCUMENT).doesNotContainKey(ERROR);
    }

    @Test
    void ofTwoVersionsOfOneSecondTheOneThatWasTakenLaterIsTheLater() {
        StoredObject file = drop("first", NOON);
        URI first = outbox(After.KEEP).callback(file).uri();
        clock.pass(Duration.ofMillis(1));
        tell(After.KEEP, successful, drop("second", NOON));

        assertThat(outbox(After.KEEP).tell(failed(), first)).isTrue();

        assertThat(store.objects).containsKeys(MASK, DOCUMENT).doesNotContainKey(ERROR);
    }

    @Test
    void theFileGoesOnceItsMaskIsThere() {
        tell(After.DELETE, successful, drop("tile", NOON));

        assertThat(store.objects).containsKeys(MASK, DOCUMENT).doesNotContainKey(TILE);
    }

    @Test
    void theFileMovesBesideItsMask() {
        tell(After.MOVE, successful, drop("tile", NOON));

        assertThat(store.text("outbox/unet10/a b/tile.tif")).isEqualTo("tile");
        assertThat(store.objects).doesNotContainKey(TILE);
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsNotThatOfTheMaskIsNeverRemoved(After after) {
        StoredObject tile = drop("tile", NOON);
        drop("overwritten", NOON.plusSeconds(1));

        tell(after, successful, tile);

        assertThat(store.text(TILE)).isEqualTo("overwritten");
        assertThat(store.objects).containsKey(MASK);
    }

    @ParameterizedTest
    @EnumSource(names = {"IGNORED", "REFUSED"})
    void nothingIsMovedOrDeletedWhereThatIsNotSafe(Conditions conditions) {
        store.conditions = conditions;

        assertThatThrownBy(() -> Afterwards.probed(store, After.MOVE, "TILEFLEET_INBOX_AFTER"))
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("TILEFLEET_INBOX_AFTER=keep");
        assertThat(store.objects).isEmpty();
    }

    @Test
    void anotherUriIsNoneOfItsOwn() {
        assertThat(outbox(After.KEEP).tell(successful, URI.create("https://example.org/a?b")))
                .isFalse();
        assertThat(store.objects).isEmpty();
    }

    private StoredObject drop(String body, Instant when) {
        return store.drop(TILE, body, when);
    }

    private void tell(After after, Outcome outcome, StoredObject tile) {
        if (outcome.ending() instanceof Outcome.Successful(Outcome.Result result)) {
            store.objects.put(result.key(), "mask".getBytes(UTF_8));
        }
        Outbox outbox = outbox(after);
        assertThat(outbox.tell(outcome, outbox.callback(tile).uri())).isTrue();
    }

    private Outbox outbox(After after) {
        return new Outbox(store, Afterwards.probed(store, after, "AFTER"), clock);
    }

    private Outcome failed() {
        return with(new Outcome.Failed(new Problem(ProblemType.TOO_FEW_BANDS, "Send all six.")));
    }

    private Outcome with(Outcome.Ending ending) {
        return new Outcome(
                successful.jobID(),
                successful.process(),
                successful.owner(),
                successful.decided(),
                ending,
                successful.execution(),
                successful.callbacks());
    }

    private JsonObject json(String key) {
        return new JsonObject(store.text(key));
    }
}
