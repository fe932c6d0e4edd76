package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.dequeue.PartitionLedgers.Taken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test is the polling thread; journeys ask from threads of their own. */
@Timeout(30)
class ControlTowerTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final TestingConsumer consumer = new TestingConsumer(1, 40);
    private final PartitionLedgers ledgers = new PartitionLedgers(() -> consumer, () -> 0, _ -> {});
    private final Airspace airspace = new Airspace();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ControlTower tower =
            new ControlTower(ledgers, airspace, new FleetMeters(meters).worker(new ProcessID("unet10")));
    private final ExecutorService journeys = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        journeys.shutdownNow();
    }

    @Test
    void clearsATileOnceItIsWrittenDown() throws Exception {
        Taken tile = take(0).getFirst();

        Clearance.Flight flight = turnsUntilDone(journeys.submit(ask(tile)));

        assertThat(consumer.metadata(0)).isEqualTo("tf1;0");
        assertThat(tower.flying()).isEqualTo(1);
        flight.close();
        assertThat(tower.flying()).isZero();
    }

    @Test
    void keepsATileOnTheGroundWhileItCannotBeWrittenDown() throws Exception {
        Taken tile = take(0).getFirst();
        consumer.failCommits(Optional.of(new TimeoutException("no coordinator")));
        Future<Clearance.Flight> asked = journeys.submit(ask(tile));
        turns(20);
        assertThat(asked).isNotDone();

        consumer.failCommits(Optional.empty());

        assertThat(turnsUntilDone(asked)).isNotNull();
    }

    @Test
    void asksAgainWhateverWasInTheWay() throws Exception {
        Taken tile = take(0).getFirst();
        consumer.failCommits(Optional.of(new IllegalStateException("a fault of the client's")));
        Future<Clearance.Flight> asked = journeys.submit(ask(tile));
        while (consumer.refusals() == 0) {
            turns(1);
        }

        consumer.failCommits(Optional.empty());

        assertThat(turnsUntilDone(asked)).isNotNull();
    }

    @Test
    void grantsNothingForAPartitionThatIsSomebodyElses() {
        Taken tile = take(0).getFirst();
        consumer.assign();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> turnsUntilDone(journeys.submit(ask(tile))))
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aSuspectWaitsForTheOthersToLandAndKeepsThemWaiting() throws Exception {
        List<Taken> tiles = take(3, "tf1;1");
        Clearance.Flight before = turnsUntilDone(journeys.submit(ask(tiles.get(0))));
        Future<Clearance.Flight> suspect = journeys.submit(ask(tiles.get(1)));
        turns(20);
        assertThat(suspect).isNotDone();

        before.close();
        Clearance.Flight alone = turnsUntilDone(suspect);
        assertThat(consumer.metadata(0)).isEqualTo("tf1;1*1!");
        Future<Clearance.Flight> after = journeys.submit(ask(tiles.get(2)));
        turns(20);
        assertThat(after).isNotDone();

        alone.close();
        assertThat(turnsUntilDone(after)).isNotNull();
        assertThat(consumer.metadata(0)).isEqualTo("tf1;2");
    }

    @Test
    void aTileThatThreeProcessesDiedOfFliesNoMore() {
        Taken tile = take(1, "tf1;0*3!").getFirst();

        assertThatThrownBy(() -> tower.clearance(tile).begin(HOUR))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.WORKER_CRASHED));
    }

    @Test
    void whoseTimeIsOverBeforeItIsWrittenDownStaysOnTheGround() throws Exception {
        Taken tile = take(0).getFirst();
        consumer.failCommits(Optional.of(new TimeoutException("no coordinator")));
        turns(1);

        assertThatThrownBy(() -> tower.clearance(tile).begin(AT_ONCE))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);

        consumer.failCommits(Optional.empty());
        turns(1);
        assertThat(tower.flying()).isZero();
        assertThat(tile.ledger().marks()).isEmpty();
        airspace.enter(true, AT_ONCE);
    }

    @Test
    void whoGivesUpWhileItIsTriedAgainAndAgainIsNotNamedAsInFlight() throws Exception {
        Taken tile = take(0).getFirst();
        consumer.failCommits(Optional.of(new TimeoutException("no coordinator")));
        Future<Clearance.Flight> asked =
                journeys.submit(() -> tower.clearance(tile).begin(Duration.ofMillis(20)));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> turnsUntilDone(asked))
                .withCauseInstanceOf(java.util.concurrent.TimeoutException.class);

        turns(1);
        assertThat(tile.ledger().marks()).isEmpty();
    }

    @Test
    void whoseTimeIsOverWhileASuspectIsAloneStaysOnTheGround() throws Exception {
        List<Taken> tiles = take(2, "tf1;0");
        Clearance.Flight alone = turnsUntilDone(journeys.submit(ask(tiles.get(0))));

        assertThatThrownBy(() -> tower.clearance(tiles.get(1)).begin(AT_ONCE))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);

        alone.close();
        assertThat(turnsUntilDone(journeys.submit(ask(tiles.get(1))))).isNotNull();
    }

    @Test
    void countsSuspectsThatFlyAloneAndThoseThatFlyNoMore() throws Exception {
        List<Taken> tiles = take(2, "tf1;0,1*3!");
        turnsUntilDone(journeys.submit(ask(tiles.get(0)))).close();

        assertThatThrownBy(() -> tower.clearance(tiles.get(1)).begin(HOUR)).isInstanceOf(ProblemException.class);

        assertThat(suspects("alone")).isEqualTo(1);
        assertThat(suspects("given-up")).isEqualTo(1);
    }

    private double suspects(String event) {
        return meters.get("tilefleet.suspects").tag("event", event).counter().count();
    }

    private Callable<Clearance.Flight> ask(Taken tile) {
        return () -> tower.clearance(tile).begin(HOUR);
    }

    private List<Taken> take(int last) {
        return take(last + 1, "");
    }

    private List<Taken> take(int count, String left) {
        consumer.subscribe(List.of(TestingConsumer.TOPIC), ledgers);
        consumer.commitAsync(Map.of(TestingConsumer.partition(0), new OffsetAndMetadata(40, left)), null);
        consumer.assign(0);
        return LongStream.range(40, 40 + count)
                .mapToObj(offset -> ledgers.take(TestingConsumer.record(0, offset, new byte[0])))
                .toList();
    }

    private <T> T turnsUntilDone(Future<T> future) throws Exception {
        while (!future.isDone()) {
            tower.turn();
            Thread.onSpinWait();
        }
        return future.get();
    }

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            tower.turn();
            Thread.onSpinWait();
        }
    }
}
