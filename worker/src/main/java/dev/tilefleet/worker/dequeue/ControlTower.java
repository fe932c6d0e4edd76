package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.telemetry.WorkerMeters.Suspicion;
import dev.tilefleet.worker.dequeue.PartitionLedgers.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears tiles for flight: journeys ask from their own threads, the polling thread writes down those that asked since
 * its last turn, in one commit.
 */
final class ControlTower {
    private static final Logger log = LoggerFactory.getLogger(ControlTower.class);

    /** So many processes may die with a tile alone in flight. */
    private static final int CRASHES = 3;

    private final PartitionLedgers ledgers;
    private final Airspace airspace;
    private final WorkerMeters meters;
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Taken> landed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flying = new AtomicInteger();

    private record Request(Taken tile, CompletableFuture<Boolean> answer) {}

    ControlTower(PartitionLedgers ledgers, Airspace airspace, WorkerMeters meters) {
        this.ledgers = ledgers;
        this.airspace = airspace;
        this.meters = meters;
    }

    /** For the journey of one record. */
    Clearance clearance(Taken tile) {
        return patience -> clear(tile, patience);
    }

    /** Tiles that are cleared and have not landed. */
    int flying() {
        return flying.get();
    }

    private Clearance.Flight clear(Taken tile, Duration patience) throws InterruptedException, TimeoutException {
        if (tile.crashes() >= CRASHES) {
            meters.suspected(Suspicion.GIVEN_UP);
            throw new ProblemException(
                    ProblemType.WORKER_CRASHED,
                    "%d workers died while this tile was the only one they worked on, so it is not tried again."
                                    .formatted(tile.crashes())
                            + " Report the tile to the operator.");
        }
        long begin = System.nanoTime();
        airspace.enter(tile.suspect(), patience);
        try {
            await(tile, patience.minusNanos(System.nanoTime() - begin));
        } catch (InterruptedException | TimeoutException | RuntimeException e) {
            airspace.leave(tile.suspect());
            throw e;
        }
        flying.incrementAndGet();
        if (tile.suspect()) {
            meters.suspected(Suspicion.ALONE);
        }
        return () -> land(tile);
    }

    private void await(Taken tile, Duration patience) throws InterruptedException, TimeoutException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        requests.add(new Request(tile, answer));
        boolean cleared;
        try {
            cleared = answer.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (answer.cancel(false)) {
                throw e;
            }
            // It came in this very moment.
            cleared = answer.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request is answered, never failed", e);
        }
        if (!cleared) {
            throw new InterruptedException("the partition is another worker's by now");
        }
    }

    private void land(Taken tile) {
        landed.add(tile);
        flying.decrementAndGet();
        airspace.leave(tile.suspect());
    }

    /** The polling thread's turn: notes who landed, and clears who asked. Asks again next time if the broker is away. */
    void turn() {
        for (Taken tile = landed.poll(); tile != null; tile = landed.poll()) {
            tile.land();
        }
        List<Request> asked = new ArrayList<>();
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            if (request.answer().isCancelled()) {
                // An earlier try to write it down may have left it in the ledger.
                request.tile().land();
            } else if (ledgers.isCurrent(request.tile())) {
                asked.add(request);
            } else {
                request.answer().complete(false);
            }
        }
        if (!asked.isEmpty()) {
            clear(asked);
        }
    }

    private void clear(List<Request> asked) {
        try {
            ledgers.fly(asked.stream().map(Request::tile).toList());
            for (Request request : asked) {
                if (!request.answer().complete(true)) {
                    landed.add(request.tile());
                }
            }
        } catch (RuntimeException e) {
            // Whatever it is: who is not answered waits for ever, and keeps the airspace.
            log.atWarn().addKeyValue("reason", e.toString()).log("flights could not be written down, trying again");
            requests.addAll(asked);
        }
    }
}
