package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.Dependency;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GatesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** What each trial ends with, as the test says; the trial waits for that. */
    private final LinkedBlockingQueue<Runnable> trials = new LinkedBlockingQueue<>();

    private final AtomicInteger made = new AtomicInteger();
    private final Gates gates = new Gates(
            this::trial,
            () -> {
                throw new QueueUnavailableException("away", null);
            },
            new FleetMeters(meters),
            _ -> Duration.ofMillis(1),
            System::nanoTime);
    private final Gate store = gates.to(Dependency.STORE);

    @AfterEach
    void close() {
        gates.close();
    }

    @Test
    void areOpenAtFirst() throws InterruptedException {
        assertThat(gates.letsIn()).isTrue();
        assertThat(store.pass(AT_ONCE)).isPresent();
        assertThat(open("store")).isZero();
    }

    @Test
    void oneShutGateKeepsAllJobsOut() {
        shut(store);

        assertThat(gates.letsIn()).isFalse();
        assertThat(gates.to(Dependency.QUEUE).isOpen()).isTrue();
    }

    @Test
    void aShutGateIsToldByItsMeters() {
        shut(store);

        assertThat(open("store")).isEqualTo(1);
        assertThat(open("queue")).isZero();
        assertThat(meters.get("tilefleet.breaker.openings")
                        .tag("dependency", "store")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("tilefleet.retries")
                        .tags("stage", "fetch", "dependency", "store")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void whoCannotWaitIsToldThatTheGateIsShut() throws InterruptedException {
        shut(store);

        assertThat(store.pass(AT_ONCE)).isEmpty();
    }

    @Test
    void aTrialThatWorksLetsEverybodyPassWhoWaits() throws Exception {
        shut(store);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = List.of(
                    CompletableFuture.supplyAsync(this::passed, threads),
                    CompletableFuture.supplyAsync(this::passed, threads));

            trials.add(() -> {});

            for (var job : waiting) {
                assertThat(job.get()).isPresent();
            }
        }
        assertThat(gates.letsIn()).isTrue();
        assertThat(open("store")).isZero();
    }

    @Test
    void trialsGoOnUntilOneWorks() throws InterruptedException {
        shut(store);
        trials.add(GatesTest::fail);
        trials.add(() -> {
            throw new IllegalStateException("a fault of the trial itself");
        });
        trials.add(GatesTest::fail);
        trials.add(() -> {});

        assertThat(store.pass(HOUR)).isPresent();

        assertThat(made).hasValue(4);
    }

    @Test
    void theSuccessOfATryThatWasUnderWayOpensItAtOnce() throws InterruptedException {
        shut(store);

        store.succeeded();

        assertThat(store.pass(AT_ONCE)).isPresent();
    }

    @Test
    void aPauseEndsWhenTheGateIsShut() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pause = CompletableFuture.runAsync(
                    () -> {
                        try {
                            store.pause(HOUR);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);

            shut(store);

            pause.get();
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        shut(store);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.pass(HOUR)).isInstanceOf(InterruptedException.class);
    }

    private OptionalLong passed() {
        try {
            return store.pass(HOUR);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void shut(Gate gate) {
        for (String job : List.of("a", "b", "c")) {
            gate.failed(Errand.FETCH, job, 0, new StoreUnavailableException("away"));
        }
    }

    private static void fail() {
        throw new StoreUnavailableException("away");
    }

    private void trial() {
        try {
            Runnable end = trials.take();
            made.incrementAndGet();
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("stopping", e);
        }
    }

    private double open(String dependency) {
        return meters.get("tilefleet.breaker.open")
                .tag("dependency", dependency)
                .gauge()
                .value();
    }
}
