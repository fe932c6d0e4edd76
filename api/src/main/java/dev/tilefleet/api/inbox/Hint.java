package dev.tilefleet.api.inbox;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.store.StoreUnavailableException;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes at once what somebody says was dropped, if the store says so too; everything else is left to the sweeps. */
record Hint(Shelf shelf, Predicate<ProcessID> isFull, Hands hands, Taking taking) {
    private static final Logger log = LoggerFactory.getLogger(Hint.class);

    void at(String key) throws InterruptedException {
        Optional<Drop> found = look(key);
        if (found.isPresent()
                && ProcessID.parse(found.get().name().process()).filter(isFull).isEmpty()) {
            hands.take(found.get().mark(), () -> taking.take(found.get(), false));
        }
    }

    private Optional<Drop> look(String key) {
        try {
            return shelf.look(key);
        } catch (StoreUnavailableException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("a hint is lost");
            return Optional.empty();
        }
    }
}
