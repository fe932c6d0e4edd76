package dev.tilefleet.standalone.processes;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Where everything that a relay carries waits for its fault to let it pass. */
final class Gate {
    private static final int MOST_DELAY_MILLIS = 100;

    private Fault fault = Fault.NONE;

    synchronized void set(Fault fault) {
        this.fault = fault;
        notifyAll();
    }

    synchronized Fault fault() {
        return fault;
    }

    /** Returns when a piece may go on. */
    void pass() throws InterruptedException {
        if (awaitSound() == Fault.SLOW) {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MOST_DELAY_MILLIS));
        }
    }

    private synchronized Fault awaitSound() throws InterruptedException {
        while (fault == Fault.SILENT) {
            wait();
        }
        return fault;
    }
}
