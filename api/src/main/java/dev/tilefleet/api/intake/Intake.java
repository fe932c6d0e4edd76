package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;

/** The one way from a request to a job, whatever the request looks like. */
public final class Intake {
    private final StraightLine straightLine;
    private final InputUpload upload;
    private final Acceptance acceptance;

    /** @param storeClient for the store's endpoint */
    public Intake(StraightLine straightLine, TileStore store, HttpClient storeClient, Acceptance acceptance) {
        this.straightLine = straightLine;
        this.upload = new InputUpload(store, storeClient, straightLine);
        this.acceptance = acceptance;
    }

    /**
     * Reads the body, writes the tile to the store and makes a job of it. Where this fails nothing of the tile stays
     * there, as far as the store can be reached.
     *
     * @param head what is asked before the body
     * @param body of a paused request
     * @return the job, once it is acknowledged by store and queue
     */
    public Future<Job> submit(Submission head, TileBody body) {
        JobID id = JobID.random();
        String key = ObjectKeys.newInput(id);
        return body.receive(head, (asked, tile) -> store(key, asked, tile))
                .compose(arrival -> straightLine.call(() -> acceptance.accept(id, key, arrival)));
    }

    private Future<Arrival> store(String key, Submission asked, TileStream tile) {
        return upload.put(key, tile.head(), tile.rest(), tile.length())
                .map(_ -> new Arrival(
                        asked, tile.length(), tile.sha256().get(), tile.name().flatMap(FileName::plain)));
    }
}
