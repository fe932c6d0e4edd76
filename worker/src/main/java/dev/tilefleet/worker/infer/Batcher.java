package dev.tilefleet.worker.infer;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/** One model on the device: its queue and its lanes. */
final class Batcher implements Inference {
    private final TorchShape shape;
    private final TileQueue queue;
    private final List<Thread> lanes;
    private final Runnable unload;
    private boolean unloaded;

    private Batcher(TorchShape shape, TileQueue queue, List<Thread> lanes, Runnable unload) {
        this.shape = shape;
        this.queue = queue;
        this.lanes = lanes;
        this.unload = unload;
    }

    /**
     * Starts the lanes.
     *
     * @param name of the model, for the threads
     * @param lanes how many
     * @param unload called once, after the last forward pass
     */
    static Batcher start(
            String name,
            TorchShape shape,
            BatchingPolicy policy,
            DevicePermits device,
            int lanes,
            Forward forward,
            Runnable unload) {
        TileQueue queue = new TileQueue(policy, device);
        List<Thread> threads = IntStream.range(0, lanes)
                .mapToObj(lane -> Thread.ofPlatform()
                        .daemon()
                        .name("infer-" + name + "-" + lane)
                        .start(new Lane(queue, device, forward)))
                .toList();
        return new Batcher(shape, queue, threads, unload);
    }

    @Override
    public long tileSize() {
        return shape.tileSize();
    }

    @Override
    public int channels() {
        return shape.channels();
    }

    @Override
    public long rawSize() {
        return shape.rawSize();
    }

    @Override
    public void infer(MemorySegment tile, MemorySegment raw) throws InterruptedException {
        checkMemory(tile, tileSize(), "a tile");
        checkMemory(raw, rawSize(), "a raw output");
        Ticket ticket = new Ticket(tile, raw);
        queue.put(ticket);
        try {
            ticket.await();
        } catch (InterruptedException e) {
            if (!queue.withdraw(ticket)) {
                ticket.awaitUninterruptibly();
            }
            throw e;
        }
        ticket.check();
    }

    @Override
    public synchronized void close() {
        queue.close();
        boolean interrupted = false;
        for (Thread lane : lanes) {
            interrupted |= joinUninterruptibly(lane);
        }
        if (!unloaded) {
            unload.run();
            unloaded = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkMemory(MemorySegment segment, long size, String what) {
        if (segment.byteSize() != size) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, this one %d".formatted(what, size, segment.byteSize()));
        }
        if (!segment.isNative() || !segment.isAccessibleBy(lanes.getFirst())) {
            throw new IllegalArgumentException(what + " must lie in native memory that every thread may access");
        }
    }

    // A forward pass that still ran would crash the JVM in its native tear-down: nothing may shorten this wait.
    private static boolean joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
