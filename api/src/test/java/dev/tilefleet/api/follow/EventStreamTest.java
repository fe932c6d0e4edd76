package dev.tilefleet.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.api.jobs.TestingJobs;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final String BEGIN = "retry: 3000\n\n";
    private static final String ACCEPTED = "id: accepted\ndata: {\"status\":\"accepted\",\"position\":1}\n\n";
    private static final String RUNNING =
            "id: running-1793534401000\ndata: {\"status\":\"running\",\"position\":1}\n\n";
    private static final String FAILED = "id: failed\ndata: {\"status\":\"failed\",\"position\":1}\n\n";
    private static final String HEARTBEAT = ":\n\n";

    private final TestingLife life = new TestingLife(JobID.random());
    private final TestingJobs jobs = new TestingJobs(life);
    private final TestingLoop loop = new TestingLoop(jobs::pass);
    private final TestingClient client = new TestingClient();
    private int position = 1;

    @Test
    void tellsEachStateAndEndsWithTheEnd() {
        begin();
        assertThat(client.read()).isEqualTo(BEGIN + ACCEPTED);

        jobs.begin(life.progress(Duration.ofSeconds(1)));
        assertThat(client.read()).isEqualTo(RUNNING);
        jobs.end(life.failed());

        assertThat(client.read()).isEqualTo(FAILED);
        assertThat(client.hasEnded()).isTrue();
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void newsThatChangeNothingAreNoEvent() {
        begin();
        client.read();

        jobs.view().accepted(life.job());

        assertThat(client.read()).isEmpty();
    }

    @Test
    void anEndedJobHasOneEvent() {
        jobs.end(life.failed());

        begin();

        assertThat(client.read()).isEqualTo(BEGIN + FAILED);
        assertThat(client.hasEnded()).isTrue();
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void keepsTheConnectionWhileNothingHappens() {
        begin();
        client.read();

        loop.pass(EventStream.HEARTBEAT.multipliedBy(2));

        assertThat(client.read()).isEqualTo(HEARTBEAT + HEARTBEAT);
    }

    @Test
    void tellsWithAHeartbeatThatTheOutlookHasChanged() {
        begin();
        client.read();
        position = 0;

        loop.pass(EventStream.HEARTBEAT.multipliedBy(2));

        assertThat(client.read()).isEqualTo(ACCEPTED.replace("1}", "0}") + HEARTBEAT);
    }

    @Test
    void whoComesBackIsNotToldAgainWhatHeKnows() {
        jobs.begin(life.progress(Duration.ofSeconds(1)));

        begin("running-1793534401000");

        assertThat(client.read()).isEqualTo(BEGIN);
        jobs.end(life.failed());
        assertThat(client.read()).isEqualTo(FAILED);
    }

    @Test
    void whoComesBackIsToldWhatHeMissed() {
        jobs.begin(life.progress(Duration.ofSeconds(1)));

        begin("accepted");

        assertThat(client.read()).isEqualTo(BEGIN + RUNNING);
    }

    @Test
    void whoKnowsMoreThanThisReplicaIsNotSentBack() {
        begin("running-1793534401000");

        loop.pass(EventStream.HEARTBEAT);

        assertThat(client.read()).isEqualTo(BEGIN + HEARTBEAT);
    }

    @Test
    void aLookFindsTheEndThatNobodyTold() {
        begin();
        client.read();
        jobs.store(Future.succeededFuture(life.failed()));

        loop.pass(Duration.ofMinutes(1));

        assertThat(client.read()).endsWith(FAILED);
        assertThat(jobs.lookUps()).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayEndsNothing() {
        begin();
        jobs.store(Future.failedFuture(new StoreUnavailableException("away")));

        loop.pass(Duration.ofMinutes(2));

        assertThat(client.read()).endsWith(HEARTBEAT);
        assertThat(client.hasEnded()).isFalse();
    }

    @Test
    void aRemovedJobIsToldAsDismissed() {
        begin();
        client.read();

        jobs.remove(life.tombstone());

        assertThat(client.read()).startsWith("id: dismissed\n");
        assertThat(client.hasEnded()).isTrue();
    }

    @Test
    void nothingIsHeldForAClientThatReadsNothing() {
        begin();
        client.hang();

        loop.pass(EventStream.HEARTBEAT);

        assertThat(client.hasEnded()).isTrue();
        assertThat(loop.waiting()).isZero();
    }

    private void begin(String... seen) {
        EventStream stream = new EventStream(
                loop,
                client,
                () -> jobs.finder().find(life.id(), new Caller("alice")),
                this::info,
                Optional.of(seen).filter(ids -> ids.length > 0).flatMap(ids -> StateID.parse(ids[0])));
        jobs.view().listen(life.id(), stream);
        stream.begin(RETRY);
    }

    private JsonObject info(KnownJob job) {
        return new JsonObject().put("status", job.status().toString()).put("position", position);
    }
}
