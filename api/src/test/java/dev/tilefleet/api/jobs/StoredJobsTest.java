package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Status;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.Tombstones;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class StoredJobsTest {
    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final Instant SOON = TestingLife.SUBMITTED.plusSeconds(5);

    private final TestingStore store = new TestingStore();
    private final JobArchive archive = new JobArchive(store);
    private final Register register = new Register(store);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final JobView view = new JobView(10);

    @Test
    void theViewLearnsWhatTheStoreKnows() {
        archive.claim(LIFE.job());
        register.decide(LIFE.successful());

        KnownJob found = stored(SOON).lookUp(LIFE.id());

        assertThat(found.status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(view.find(LIFE.id())).contains(found);
    }

    @Test
    void onlyADefiniteAbsenceIsNoSuchJob() {
        assertThatThrownBy(() -> stored(SOON).lookUp(LIFE.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.NO_SUCH_JOB));
    }

    @Test
    void aStoreThatDoesNotAnswerSaysNothingAboutTheJob() {
        store.isAway = true;

        assertThatThrownBy(() -> stored(SOON).lookUp(LIFE.id())).isInstanceOf(StoreUnavailableException.class);
        assertThat(view.size()).isZero();
    }

    @Test
    void aStoreThatGoesAwayInBetweenSaysNothingAboutTheEnd() {
        archive.claim(LIFE.job());
        store.onRead = _ -> store.isAway = true;

        assertThatThrownBy(() -> stored(SOON).lookUp(LIFE.id())).isInstanceOf(StoreUnavailableException.class);
        assertThat(view.size()).isZero();
    }

    @Test
    void anEndHeardOfWhileTheStoreWasAskedStays() {
        archive.claim(LIFE.job());
        store.onRead = key -> {
            if (key.equals(ObjectKeys.outcome(LIFE.id()))) {
                view.ended(LIFE.failed());
            }
        };

        KnownJob found = stored(SOON).lookUp(LIFE.id());

        assertThat(found.status()).isEqualTo(Status.FAILED);
        assertThat(view.find(LIFE.id())).contains(found);
    }

    @Test
    void anOverdueJobEndsByBeingLookedUp() {
        archive.claim(LIFE.job());

        KnownJob found =
                stored(TestingLife.SUBMITTED.plus(Duration.ofHours(24))).lookUp(LIFE.id());

        assertThat(found.status()).isEqualTo(Status.FAILED);
        assertThat(register.find(LIFE.id()).map(Outcome::ending)).containsInstanceOf(Outcome.Failed.class);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void theViewLearnsOfARemoval() {
        archive.claim(LIFE.job());
        register.decide(LIFE.successful());
        new Tombstones(store).claim(LIFE.tombstone());

        KnownJob found = stored(SOON).lookUp(LIFE.id());

        assertThat(found.isRemoved()).isTrue();
        assertThat(view.find(LIFE.id())).contains(found);
    }

    @Test
    void saysWhoseAJobIsOfWhichTheViewHadButAHint() {
        view.learn(KnownJob.running(LIFE.progress(Duration.ofSeconds(1))));
        archive.claim(LIFE.job());

        KnownJob found = stored(SOON).lookUp(LIFE.id());

        assertThat(found.owner()).contains("alice");
    }

    @Test
    void isHeardOfAsOfTheTimeWhenTheStoreWasAsked() {
        archive.claim(LIFE.job());

        KnownJob found = stored(SOON).lookUp(LIFE.id());

        assertThat(found.heard()).isEqualTo(SOON.toEpochMilli());
    }

    private StoredJobs stored(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        FleetLog log = new FleetLog(new Topics("tilefleet"), producer);
        return new StoredJobs(
                view,
                archive,
                register,
                new Tombstones(store),
                new Decisions(archive, register, log, view, clock, new FleetMeters(new SimpleMeterRegistry())),
                clock);
    }
}
