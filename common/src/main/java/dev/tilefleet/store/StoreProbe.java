package dev.tilefleet.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries at start-up whether a store can be the {@link Register}: whether of racing conditional PUTs exactly one
 * succeeds and everybody reads that one. Stores that ignore the condition, or check it before they write instead of
 * while, let a job end twice, and only a race shows it.
 *
 * <p>Writes nothing but objects under {@code probes/} with a random name, and removes them.
 */
public final class StoreProbe {
    private static final Logger log = LoggerFactory.getLogger(StoreProbe.class);
    private static final int RACERS = 8;

    /**
     * Measured on loopback: a store that looks before it writes passes 3 races in 7 of 40 probes, so 10 in less than one
     * of 200. They take a second on a busy machine.
     */
    private static final int RACES = 10;

    private final S3TileStore store;

    public StoreProbe(S3TileStore store) {
        this.store = store;
    }

    /**
     * Takes some two hundred requests, eight at a time.
     *
     * @throws UnsuitableStoreException if the store lacks a property
     * @throws StoreUnavailableException if it does not answer, so that nothing is known
     */
    public void check() {
        String prefix = ObjectKeys.PROBES + ObjectKeys.random() + "/";
        List<String> keys = new ArrayList<>();
        try {
            require(store.read(prefix + "absent").isEmpty(), "a key that nobody wrote is absent (404 NoSuchKey)");
            for (int race = 0; race < RACES; race++) {
                keys.add(prefix + "race-" + race);
                race(keys.getLast());
            }
            keys.add(prefix + "presigned");
            byte[] body = bytes("presigned");
            // TileStore.put is a PUT to a presigned URL.
            store.put(keys.getLast(), ByteBuffer.wrap(body), "text/plain");
            require(
                    store.read(keys.getLast())
                            .filter(read -> Arrays.equals(read, body))
                            .isPresent(),
                    "what was PUT to a presigned URL is read at once");
        } finally {
            remove(keys);
        }
    }

    private void race(String key) {
        List<byte[]> bodies = IntStream.range(0, RACERS)
                .mapToObj(racer -> bytes("racer " + racer))
                .toList();
        List<Optional<S3Failure>> ends = together(bodies, body -> store.tryClaim(key, body));
        List<byte[]> winners = IntStream.range(0, RACERS)
                .filter(racer -> ends.get(racer).isEmpty())
                .mapToObj(bodies::get)
                .toList();
        require(
                winners.size() <= 1,
                "a conditional PUT (If-None-Match: *) succeeds once a key; of %d at once %d succeeded"
                        .formatted(RACERS, winners.size()));
        List<Optional<byte[]>> reads = together(bodies, _ -> store.read(key));
        if (winners.isEmpty()) {
            // Each racer was turned away for the sake of another, or an answer was lost: claim() settles it.
            byte[] standing = store.claim(key, bodies.getFirst());
            require(bodies.stream().anyMatch(body -> Arrays.equals(body, standing)), "what stands was written");
            return;
        }
        require(
                reads.stream().allMatch(read -> read.isPresent() && Arrays.equals(read.get(), winners.getFirst())),
                "whoever reads a key after a conditional PUT succeeded reads what that PUT wrote");
    }

    /** All at the same moment, as far as threads allow. */
    private <T> List<T> together(List<byte[]> bodies, Step<T> step) {
        CyclicBarrier start = new CyclicBarrier(bodies.size());
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> ends = new ArrayList<>();
            for (byte[] body : bodies) {
                Callable<T> racer = () -> {
                    start.await();
                    return step.take(body);
                };
                ends.add(racers.submit(racer));
            }
            List<T> taken = new ArrayList<>();
            for (Future<T> end : ends) {
                taken.add(end.get());
            }
            return taken;
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case StoreUnavailableException unavailable -> unavailable;
                case S3FailureException failed -> refused(failed.failure());
                default -> new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while probing the store", e);
        }
    }

    private RuntimeException refused(S3Failure failure) {
        return failure instanceof S3Failure.Refused(int _, String code, String _) && code.equals("NotImplemented")
                ? unsuitable("a conditional PUT (If-None-Match: *) is understood")
                : store.diagnosis().of("conditional PUT", failure);
    }

    private void require(boolean holds, String property) {
        if (!holds) {
            throw unsuitable(property);
        }
    }

    private UnsuitableStoreException unsuitable(String property) {
        return new UnsuitableStoreException(
                "The store at %s cannot serve Tilefleet, for this does not hold: %s. README lists stores that were tested."
                        .formatted(store.diagnosis().endpoint(), property));
    }

    private void remove(List<String> keys) {
        try {
            keys.forEach(store::delete);
        } catch (StoreUnavailableException e) {
            log.atWarn().addKeyValue("keys", keys).setCause(e).log("probe objects left behind");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Step<T> {
        T take(byte[] body) throws S3FailureException;
    }
}
