package dev.tilefleet.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brokers who answer as a test wants; by themselves that all partitions belong to somebody. */
final class TestingOwnership implements Ownership {
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);
    private int questions;

    void answer(CompletableFuture<Boolean> next) {
        answer = next;
    }

    int questions() {
        return questions;
    }

    @Override
    public CompletionStage<Boolean> isIncomplete() {
        questions++;
        return answer;
    }
}
