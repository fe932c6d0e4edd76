package dev.tilefleet.api.deliver;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Status;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whom the end of a job is told. */
final class Recipients {
    private Recipients() {}

    /** Each once. A callback for an event that this release does not know is left to one that does. */
    static Collection<Callback> of(Outcome outcome) {
        Map<DeliveryID, Callback> recipients = new LinkedHashMap<>();
        outcome.callbacks().stream()
                .filter(callback -> hears(callback.event(), outcome.ending().status()))
                .forEach(callback -> recipients.putIfAbsent(DeliveryID.of(callback), callback));
        return recipients.values();
    }

    private static boolean hears(String event, Status end) {
        return event.equals(Callback.ENDED)
                || event.equals(Callback.OUTBOX)
                || event.equals(end == Status.SUCCESSFUL ? Callback.SUCCESS : Callback.FAILED);
    }
}
