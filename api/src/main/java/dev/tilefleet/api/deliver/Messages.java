package dev.tilefleet.api.deliver;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.JobDocuments;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.store.JobArchive;
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

    /** @param links asked for each message */
    Messages(Supplier<Links> links, JobArchive archive) {
        this.links = links;
        this.archive = archive;
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
            case Outcome.Successful(Outcome.Result result) ->
                JobDocuments.results(outcome.jobID(), result, links.get());
            case Outcome.Failed _, Outcome.Dismissed _ ->
                JobDocuments.ended(archive.find(outcome.jobID()), outcome, links.get());
        };
    }
}
