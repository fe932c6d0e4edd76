package dev.tilefleet.standalone;

import dev.tilefleet.worker.Host;
import dev.tilefleet.worker.infer.Inference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker's host that can hold every tile before its inference, until it is told to let them go. */
final class HeldModel implements Host {
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void hold() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    /** Tiles that came to the inference. */
    int arrived() {
        return waiting.get();
    }

    @Override
    public void halt() {
        throw new AssertionError("a stage hangs");
    }

    @Override
    public Inference loaded(Inference model) {
        return new InterceptedInference(model, _ -> {
            waiting.incrementAndGet();
            gate.await();
        });
    }
}
