package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Status;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.Tombstones;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobFinderTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestingSystems systems = new TestingSystems();
    private final TestingLife life = new TestingLife(JobID.random());
    private final JobView view = new JobView(10);
    private final JobFinder finder = finder();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void findsAnEndedJobThatTheViewDoesNotKnow() throws Exception {
        systems.asked(life.job());
        systems.ended(life.successful());

        assertThat(found(finder.find(life.id().toString())).status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void aRemovedJobThatTheViewDoesNotKnowIsGone() {
        systems.asked(life.job());
        systems.ended(life.successful());
        systems.buried(life.tombstone());

        assertGone(finder.find(life.id().toString()));
        assertThat(view.find(life.id()).orElseThrow().isRemoved()).isTrue();
    }

    @Test
    void aJobThatTheViewKnowsAsRemovedIsGoneWhateverComesAfter() {
        view.removed(life.tombstone());
        view.accepted(life.job());
        view.ended(life.successful());

        assertGone(finder.find(life.id().toString()));
        assertGone(finder.findEnd(life.id().toString()));
    }

    @Test
    void aViewThatHasNotHeardOfARemovalMayStillTellTheEnd() throws Exception {
        systems.asked(life.job());
        systems.ended(life.successful());
        view.ended(life.successful());
        systems.buried(life.tombstone());

        assertThat(found(finder.find(life.id().toString())).status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void whoMissesAnObjectFindsTheTombstoneThatTheViewHasNotHeardOf() {
        systems.asked(life.job());
        systems.ended(life.successful());
        view.ended(life.successful());
        systems.buried(life.tombstone());

        assertGone(finder.findAgain(life.id()));
        assertGone(finder.find(life.id().toString()));
    }

    @Test
    void aRemovedJobThatTheViewKnowsAsOpenIsGoneForWhomItsEndMatters() {
        systems.asked(life.job());
        systems.ended(life.successful());
        view.accepted(life.job());
        systems.buried(life.tombstone());

        assertGone(finder.findEnd(life.id().toString()));
    }

    private static void assertGone(Future<KnownJob> answer) {
        assertThatThrownBy(() -> found(answer))
                .hasCauseInstanceOf(ProblemException.class)
                .cause()
                .extracting(refusal -> ((ProblemException) refusal).problem().type())
                .isEqualTo(ProblemType.JOB_REMOVED);
    }

    private static KnownJob found(Future<KnownJob> answer) throws ExecutionException, InterruptedException {
        return answer.toCompletionStage().toCompletableFuture().get();
    }

    private JobFinder finder() {
        JobArchive archive = new JobArchive(systems.store);
        Register register = new Register(systems.store);
        Clock clock = Clock.fixed(SUBMITTED.plus(Duration.ofSeconds(10)), ZoneOffset.UTC);
        return new JobFinder(
                view,
                archive,
                register,
                new Tombstones(systems.store),
                new Decisions(archive, register, systems.log, view, clock, new FleetMeters(new SimpleMeterRegistry())),
                clock,
                new StraightLine(vertx));
    }
}
