package dev.tilefleet.worker;

import dev.tilefleet.worker.infer.Inference;

/** The process that a worker runs in. */
@FunctionalInterface
public interface Host {
    /** Ends the process at once, without asking anybody: native code hangs and nothing else gets a thread out of it. */
    void halt();

    /** Has the last word on a model that was loaded; a place for tests to put a stage that kills or hangs. */
    default Inference loaded(Inference model) {
        return model;
    }
}
