package dev.tilefleet.api.inbox;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.StoreUnavailableException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares the inbox with the marks: what has none is taken, what somebody began with and did not end is gone on with,
 * and marks of what is not there any more go. Needs no clock and remembers nothing but the two sets of the sweep before:
 * who began may be about to end, and is left alone until it is found again.
 *
 * <p>The marks are read before the inbox. So whoever is not found in the inbox afterwards is gone, and whoever is taken in
 * between finds out at the claim.
 */
final class Sweep {
    private final Shelf shelf;
    private final Marks marks;
    private final boolean settlesPredecessors;
    private final Predicate<ProcessID> isFull;
    private final Work work;
    private Set<Sha256> openBefore = Set.of();
    private Set<Sha256> strayBefore = Set.of();

    /** What is done with a file. */
    interface Work {
        /** @param again whether to go on where somebody began */
        void take(Drop drop, boolean again) throws InterruptedException;
    }

    /**
     * By one thread.
     *
     * @param settlesPredecessors whether a version that was overwritten before it was taken shall never be, though it may
     *     come to light again
     * @param isFull tells whose files have to wait
     */
    Sweep(Shelf shelf, Marks marks, boolean settlesPredecessors, Predicate<ProcessID> isFull, Work work) {
        this.shelf = shelf;
        this.marks = marks;
        this.settlesPredecessors = settlesPredecessors;
        this.isFull = isFull;
        this.work = work;
    }

    /**
     * Once through the inbox.
     *
     * @return files that were left for later
     * @throws StoreUnavailableException if the store does not answer; what was not come to is left to the next sweep
     */
    int run() {
        Pass pass = new Pass(marks.standing());
        shelf.walk(pass::meet);
        openBefore = pass.standing.open();
        strayBefore = pass.strays();
        return pass.left;
    }

    private final class Pass {
        private final Marks.Standing standing;
        private final Set<Sha256> notMet;
        private int left;

        Pass(Marks.Standing standing) {
            this.standing = standing;
            this.notMet = standing.all();
        }

        void meet(Drop drop) {
            Sha256 mark = drop.mark();
            notMet.remove(mark);
            boolean isTaken = standing.taken().contains(mark);
            boolean isOpen = standing.open().contains(mark);
            if (isTaken && standing.old().contains(mark)) {
                marks.renew(mark);
            }
            if (!drop.object().isCurrent()) {
                if (settlesPredecessors && !isTaken) {
                    marks.settle(mark);
                }
            } else if (isOpen && !openBefore.contains(mark)) {
                left++;
            } else if (isOpen || !isTaken) {
                take(drop, isOpen);
            }
        }

        private void take(Drop drop, boolean again) {
            if (ProcessID.parse(drop.name().process()).filter(isFull).isPresent()) {
                left++;
                return;
            }
            try {
                work.take(drop, again);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted while sweeping", e);
            }
        }

        /** Those that the sweep before did not meet either go: a file may be on its way from one version to the next. */
        Set<Sha256> strays() {
            Set<Sha256> fresh = new HashSet<>();
            for (Sha256 mark : notMet) {
                if (strayBefore.contains(mark)) {
                    marks.forget(mark);
                } else {
                    fresh.add(mark);
                }
            }
            return fresh;
        }
    }
}
