package dev.tilefleet.api.deliver;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.JobID;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/** Deliveries as the job's owner sees them. */
final class DeliveryDocument {
    private DeliveryDocument() {}

    static JsonObject of(JobID job, List<Delivery> deliveries, Links links) {
        JsonArray array = new JsonArray();
        deliveries.forEach(delivery -> array.add(of(delivery)));
        return new JsonObject()
                .put("jobID", job.toString())
                .put("deliveries", array)
                .put(
                        "links",
                        new JsonArray()
                                .add(Links.json(links.job(job) + "/deliveries", "self", "these deliveries"))
                                .add(Links.json(links.job(job), "up", "the job")));
    }

    static JsonObject of(Delivery delivery) {
        JsonObject document = new JsonObject()
                .put("deliveryID", delivery.deliveryID().toString())
                .put("webhookID", delivery.webhookID())
                .put("event", delivery.event())
                .put("uri", shown(delivery.uri()))
                .put("status", delivery.status().text())
                .put("created", delivery.created().toString())
                .put("attempts", delivery.attempts());
        delivery.next().ifPresent(due -> document.put("next", due.toString()));
        delivery.last().ifPresent(last -> document.put("last", of(last)));
        return document;
    }

    private static JsonObject of(Delivery.Attempt attempt) {
        JsonObject document = new JsonObject().put("at", attempt.at().toString());
        attempt.status().ifPresent(status -> document.put("status", status));
        attempt.problem().ifPresent(problem -> document.put("problem", problem));
        return document;
    }

    /** Without its query, where receivers like to have their tokens. */
    private static String shown(URI uri) {
        return uri.getRawQuery() == null ? uri.toString() : uri.toString().split("\\?", 2)[0] + "?…";
    }
}
