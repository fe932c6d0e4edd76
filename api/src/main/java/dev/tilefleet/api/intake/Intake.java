package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Job;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import java.util.List;

/** The one way from a request to a job, whatever the request looks like. */
public final class Intake {
    private final StraightLine straightLine;
    private final Outbound outbound;
    private final InputUpload upload;
    private final Acceptance acceptance;

    /**
     * One for all routes of a replica.
     *
     * @param outbound says which callbacks would be called
     * @param storeClient for the store's endpoint
     */
    public Intake(
            StraightLine straightLine,
            Outbound outbound,
            TileStore store,
            HttpClient storeClient,
            Acceptance acceptance) {
        this.straightLine = straightLine;
        this.outbound = outbound;
        this.upload = new InputUpload(store, storeClient, straightLine);
        this.acceptance = acceptance;
    }

    /**
     * Reads the body, writes the tile to the store and makes a job of it. Where this fails nothing of the tile stays
     * there, as far as the store can be reached.
     *
     * <p>Under a key that a job stands for already, the body is read and compared with it, and not stored again.
     *
     * @param head what is asked before the body
     * @param body of a paused request
     * @return the job, once it is acknowledged by store and queue
     */
    public Future<Job> submit(Submission head, TileBody body) {
        return checked(head, List.of())
                .compose(_ -> begin(head))
                .compose(ticket -> body.receive(
                                head,
                                (asked, tile) ->
                                        checked(asked, head.callbacks()).compose(_ -> store(ticket, asked, tile)))
                        .compose(arrival -> straightLine.call(() -> acceptance.accept(ticket, arrival))));
    }

    private Future<Ticket> begin(Submission head) {
        return head.key()
                .map(key -> straightLine.call(() -> acceptance.redeem(head.caller(), key)))
                .orElseGet(() -> Future.succeededFuture(Ticket.fresh()));
    }

    /** Refuses callbacks that would never be called, but for those that were looked at before. */
    private Future<Void> checked(Submission asked, List<Callback> before) {
        Future<Void> all = Future.succeededFuture();
        for (Callback callback : asked.callbacks()) {
            if (!before.contains(callback)) {
                all = all.compose(_ -> outbound.check(callback.uri()));
            }
        }
        return all;
    }

    private Future<Arrival> store(Ticket ticket, Submission asked, TileStream tile) {
        Future<Void> kept = ticket.standing().isPresent()
                ? tile.skip()
                : upload.put(ticket.input(), tile.head(), tile.rest(), tile.length());
        return kept.map(_ -> new Arrival(
                asked, tile.length(), tile.sha256().get(), tile.name().flatMap(FileName::plain)));
    }
}
