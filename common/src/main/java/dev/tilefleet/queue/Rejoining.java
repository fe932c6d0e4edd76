package dev.tilefleet.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a member leave its group and join it anew while the group is at rest and some partition belongs to nobody.
 *
 * <p>A coordinator of Kafka 4.3.1 that was killed many times came back with a group epoch far behind the epoch of its
 * target assignment. Until the one has overtaken the other it gives out no partition, and each member that joins or
 * leaves takes the group one epoch on. So the members do that until all partitions are given out.
 *
 * <p>Confined to the polling thread, which is never held up by a question to the brokers.
 */
public final class Rejoining {
    /** Between two looks at a group in which all is well. */
    static final Duration LOOK = Duration.ofSeconds(20);

    /** Between two looks at one in which it is not. More than a group needs to come to rest after a member joined. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Rejoining.class);

    private final Ownership ownership;
    private final Runnable rejoin;
    private final LongSupplier nanos;
    private long next;
    private boolean wasIncomplete;
    private Optional<CompletableFuture<Boolean>> answer = Optional.empty();

    /**
     * Looks for the first time after a while.
     *
     * @param rejoin leaves the group and joins it anew
     * @param nanos a clock as {@link System#nanoTime}
     */
    public Rejoining(Ownership ownership, Runnable rejoin, LongSupplier nanos) {
        this.ownership = ownership;
        this.rejoin = rejoin;
        this.nanos = nanos;
        lookIn(LOOK);
    }

    /** Asks when it is time to, and acts on an answer that has come. */
    public void turn() {
        if (answer.isPresent()) {
            if (answer.get().isDone()) {
                boolean isIncomplete = told(answer.get());
                answer = Optional.empty();
                hear(isIncomplete);
            }
        } else if (nanos.getAsLong() - next >= 0) {
            answer = Optional.of(ownership.isIncomplete().toCompletableFuture());
        }
    }

    /** A group between two assignments may look so for a moment; who looks twice is not misled. */
    private void hear(boolean isIncomplete) {
        if (isIncomplete && wasIncomplete) {
            log.atWarn().log("the group is at rest and partitions belong to nobody, joining it anew");
            rejoin.run();
        }
        wasIncomplete = isIncomplete;
        lookIn(isIncomplete ? LOOK_AGAIN : LOOK);
    }

    private static boolean told(CompletableFuture<Boolean> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            log.atDebug().setCause(e).log("the brokers do not tell who owns which partition");
            return false;
        }
    }

    private void lookIn(Duration time) {
        next = nanos.getAsLong() + time.toNanos();
    }
}
