package dev.tilefleet.api.deliver;

import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.store.StoreUnavailableException;
import java.util.Optional;

/** Tells the end of a dropped file's job in the outbox, as if it were a receiver that is asked by HTTP. */
record OutboxCarrier(Outbox outbox) {
    private static final int DONE = 200;
    /** Of a URI that names no dropped file: no repetition helps. */
    private static final int GONE = 410;

    boolean isFor(Delivery delivery) {
        return delivery.event().equals(Callback.OUTBOX);
    }

    /** A store that refuses this one key may never take it, so that its failure counts as any receiver's does. */
    Reply carry(Delivery delivery, Outcome outcome) {
        try {
            return new Reply.Answered(outbox.tell(outcome, delivery.uri()) ? DONE : GONE, Optional.empty());
        } catch (StoreUnavailableException e) {
            return new Reply.Unanswered(e.getMessage());
        }
    }
}
