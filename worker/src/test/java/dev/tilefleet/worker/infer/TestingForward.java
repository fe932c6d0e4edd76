package dev.tilefleet.worker.infer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A model of one-pixel tiles that doubles them, fails where it is told to, and can be held. */
final class TestingForward implements Forward {
    static final TorchShape SHAPE = new TorchShape(1, 1, 1, 1);

    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile float bad = Float.NaN;
    private volatile int largest = Integer.MAX_VALUE;
    private volatile Supplier<RuntimeException> failure = () -> new IllegalStateException("no reason");

    /** Batches that hold this tile fail so. */
    void failOn(float tile, Supplier<RuntimeException> failure) {
        this.bad = tile;
        this.failure = failure;
    }

    /** Batches larger than this fail so. */
    void failAbove(int size, Supplier<RuntimeException> failure) {
        this.largest = size;
        this.failure = failure;
    }

    /** Forward passes stop inside until the gate is opened. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    void awaitEntered() throws InterruptedException {
        entered.await();
    }

    /** The sizes of the batches that ended well, in their order. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public void run(MemorySegment tiles, List<MemorySegment> raws) {
        entered.countDown();
        awaitGate();
        for (int i = 0; i < raws.size(); i++) {
            float tile = tiles.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            if (tile == bad || raws.size() > largest) {
                throw failure.get();
            }
            raws.get(i).set(ValueLayout.JAVA_FLOAT, 0, tile * 2);
        }
        batches.add(raws.size());
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
