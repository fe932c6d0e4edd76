package dev.tilefleet.queue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends what nobody waits for. A producer's send is asynchronous only once it knows the topic: while brokers are away or
 * the topic is missing, it holds its caller up to max.block.ms.
 */
final class HintThread {
    private static final int MOST = 100;

    private HintThread() {}

    /** One thread, which lives only while there are hints; those that come faster than it sends are dropped. */
    static Executor executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST),
                Thread.ofPlatform().name("hints").daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
