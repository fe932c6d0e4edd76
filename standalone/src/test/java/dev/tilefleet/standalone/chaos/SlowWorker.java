package dev.tilefleet.standalone.chaos;

import dev.tilefleet.config.Settings;
import dev.tilefleet.standalone.InterceptedInference;
import dev.tilefleet.worker.Host;
import dev.tilefleet.worker.WorkerProcess;
import dev.tilefleet.worker.infer.Inference;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A worker whose inference takes up to a given time, each tile always as long: so that whoever is killed has tiles in
 * flight.
 */
final class SlowWorker implements Host {
    /** The variable that says how long at most, in milliseconds. */
    static final String MOST_MILLIS = "CHAOS_TILE_MILLIS";

    private static final int LOOK = 256;
    /** As the product's own command says that it cannot start. */
    private static final int START_REFUSED = 2;

    private final int mostMillis;

    private SlowWorker(int mostMillis) {
        this.mostMillis = mostMillis;
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a main
    public static void main(String[] arguments) throws InterruptedException {
        try {
            WorkerProcess.start(
                    new Settings(System.getenv()),
                    Clock.systemUTC(),
                    new SlowWorker(Integer.parseInt(System.getenv(MOST_MILLIS))));
        } catch (RuntimeException e) {
            System.out.println("cannot start: " + e.getMessage());
            System.exit(START_REFUSED);
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    @Override
    public void halt() {
        Runtime.getRuntime().halt(70);
    }

    @Override
    public Inference loaded(Inference model) {
        return new InterceptedInference(model, tile -> TimeUnit.MILLISECONDS.sleep(millis(tile)));
    }

    private int millis(MemorySegment tile) {
        long hash = 0;
        for (int pixel = 0; pixel < LOOK; pixel++) {
            hash = 31 * hash + tile.getAtIndex(ValueLayout.JAVA_INT, pixel);
        }
        return new Random(hash).nextInt(mostMillis);
    }
}
