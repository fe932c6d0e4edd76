package dev.tilefleet.api.deliver;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.JobDocuments;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * What each kind of callback is sent: the simple one Standard Webhooks' envelope with little but links, since anybody may
 * listen at a URL; OGC's subscriber URIs the documents of OGC API – Processes 1.0 (requirement class Callback): results
 * by reference, or statusInfo.
 */
final class Messages {
    private final Supplier<Links> links;
    private final JobArchive archive;
    private final TileStore store;

    /** @param links asked for each message */
    Messages(Supplier<Links> links, TileStore store) {
        this.links = links;
        this.archive = new JobArchive(store);
        this.store = store;
    }

    /**
     * Tells an end.
     *
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer
     */
    Message ended(Delivery delivery, Outcome outcome) {
        JsonObject body = delivery.event().equals(Callback.ENDED) ? envelope(outcome) : document(outcome);
        return new Message(delivery.webhookID(), body.encode());
    }

    /** Tells that a worker began. */
    Message running(Progress progress) {
        return new Message(
                progress.jobID() + "-" + Callback.IN_PROGRESS,
                JobDocuments.running(progress, links.get()).encode());
    }

    private JsonObject envelope(Outcome outcome) {
        String status = outcome.ending().status().toString();
        JsonObject data = new JsonObject()
                .put("jobID", outcome.jobID().toString())
                .put("processID", outcome.process().value())
                .put("status", status)
                .put("links", JobDocuments.links(outcome, links.get()));
        return new JsonObject()
                .put("type", "job." + status)
                .put("timestamp", outcome.decided().toString())
                .put("data", data);
    }

    private JsonObject document(Outcome outcome) {
        return switch (outcome.ending()) {
            case Outcome.Successful(Outcome.Result result) -> results(outcome.jobID(), result);
            case Outcome.Failed _, Outcome.Dismissed _ ->
                JobDocuments.ended(archive.find(outcome.jobID()), outcome, links.get());
        };
    }

    /** Outputs that are no mask have no address each: they are small, and told as they are, or not any more if removed. */
    private JsonObject results(JobID job, Outcome.Result result) {
        return ObjectKeys.holdsOutputs(result.key())
                ? store.read(result.key())
                        .map(Buffer::buffer)
                        .map(JsonObject::new)
                        .orElseGet(JsonObject::new)
                : JobDocuments.results(job, result, links.get());
    }
}
