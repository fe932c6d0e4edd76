package dev.tilefleet.standalone.processes;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a test waits for in one direction of a relay; each of them acts once. */
final class Watches {
    private record Watch(
            Predicate<Message> which, Function<Message, Verdict> action, CompletableFuture<Message> done) {}

    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    CompletableFuture<Message> add(Predicate<Message> which, Function<Message, Verdict> action) {
        Watch watch = new Watch(which, action, new CompletableFuture<>());
        watches.add(watch);
        return watch.done();
    }

    /** The message waits here for as long as the action takes. */
    Verdict see(Message message) {
        Optional<Watch> watch = take(message);
        if (watch.isEmpty()) {
            return Verdict.CARRY;
        }
        try {
            Verdict verdict = watch.get().action().apply(message);
            watch.get().done().complete(message);
            return verdict;
        } catch (RuntimeException | Error e) {
            watch.get().done().completeExceptionally(e);
            throw e;
        }
    }

    /** Only who takes it off the list acts. */
    private Optional<Watch> take(Message message) {
        return watches.stream()
                .filter(watch -> watch.which().test(message))
                .findFirst()
                .filter(watches::remove);
    }
}
