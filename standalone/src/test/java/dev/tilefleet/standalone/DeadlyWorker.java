package dev.tilefleet.standalone;

import dev.tilefleet.config.Settings;
import dev.tilefleet.worker.Host;
import dev.tilefleet.worker.WorkerProcess;
import dev.tilefleet.worker.infer.Inference;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/**
 * A worker in whose inference some tiles kill the process, as a fault of a native library would, and others hang.
 *
 * <p>A tile whose pixels are all alike is the model's input 1 everywhere, once scaled by its percentile: it kills. A tile
 * of zeros stays zero: it hangs.
 */
final class DeadlyWorker implements Host {
    static final int DEADLY = 1_000;
    static final int HANGING = 0;

    private static final int LOOK = 1_000;

    private DeadlyWorker() {}

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a main
    public static void main(String[] arguments) throws InterruptedException {
        WorkerProcess.start(new Settings(System.getenv()), Clock.systemUTC(), new DeadlyWorker());
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    @Override
    public void halt() {
        Runtime.getRuntime().halt(70);
    }

    @Override
    public Inference loaded(Inference model) {
        return new InterceptedInference(model, tile -> {
            if (isAll(1, tile)) {
                halt();
            } else if (isAll(0, tile)) {
                new CountDownLatch(1).await();
            }
        });
    }

    private static boolean isAll(float value, MemorySegment tile) {
        return LongStream.range(0, LOOK).allMatch(pixel -> tile.getAtIndex(ValueLayout.JAVA_FLOAT, pixel) == value);
    }
}
