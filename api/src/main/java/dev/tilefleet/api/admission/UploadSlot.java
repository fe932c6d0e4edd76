package dev.tilefleet.api.admission;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * The place that a request has among those whose tiles are being received: taken before its body is read, given back when
 * its tile is in and accepted, wherever that comes from.
 *
 * <p>Whoever takes the tile in says when that is, for neither end of the exchange tells it: the answer may wait for the
 * job's end, and a tile that is fetched from a URL comes on after its client has left.
 */
public final class UploadSlot {
    private static final String KEY = UploadSlot.class.getName();

    private final UploadSlots.Slot slot;
    private boolean isHeld;

    private UploadSlot(UploadSlots.Slot slot) {
        this.slot = slot;
    }

    /** Notes whose slot it is. Until somebody holds it, it is given back with the answer, which is a refusal then. */
    static void note(RoutingContext context, UploadSlots.Slot slot) {
        UploadSlot noted = new UploadSlot(slot);
        context.put(KEY, noted);
        context.addEndHandler(_ -> noted.answered());
    }

    /**
     * Holds the slot of this request until its submission has succeeded or failed.
     *
     * @return the same
     */
    public static <T> Future<T> hold(RoutingContext context, Future<T> submission) {
        UploadSlot noted = context.get(KEY);
        if (noted == null) {
            return submission;
        }
        noted.isHeld = true;
        return submission.onComplete(_ -> noted.slot.giveBack());
    }

    private void answered() {
        if (!isHeld) {
            slot.giveBack();
        }
    }
}
