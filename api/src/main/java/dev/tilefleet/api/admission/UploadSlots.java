package dev.tilefleet.api.admission;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many tiles are received at a time: each takes buffers, a connection to the store, perhaps room on the disk. */
final class UploadSlots {
    private final Semaphore left;

    /** @param slots 0 for any number */
    UploadSlots(int slots) {
        this.left = new Semaphore(slots == 0 ? Integer.MAX_VALUE : slots);
    }

    /** Room for one tile. */
    interface Slot {
        /** Once, however often it is called. */
        void giveBack();
    }

    /** Takes a slot, if one is left. */
    Optional<Slot> take() {
        if (!left.tryAcquire()) {
            return Optional.empty();
        }
        AtomicBoolean isHeld = new AtomicBoolean(true);
        return Optional.of(() -> {
            if (isHeld.getAndSet(false)) {
                left.release();
            }
        });
    }
}
