package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Links;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the api is and where its parts are: a client that knows this address needs no other. */
final class LandingPage {
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/";

    private LandingPage() {}

    static JsonObject of(Links links) {
        String base = links.base();
        return new JsonObject()
                .put("title", "Tilefleet")
                .put("description", "Satellite tile in, NumPy mask out, asynchronously.")
                .put(
                        "links",
                        new JsonArray()
                                .add(Links.json(base + "/", "self", "this document"))
                                .add(Links.link(base + "/", "alternate", "text/html", "a page for people"))
                                .add(Links.link(
                                        base + "/api",
                                        "service-desc",
                                        "application/vnd.oai.openapi+json;version=3.0",
                                        "the API, for programs"))
                                .add(Links.link(base + "/api", "service-doc", "text/html", "the API, for people"))
                                .add(Links.json(base + "/conformance", RELATION + "conformance", "what it conforms to"))
                                .add(Links.json(base + "/conformance", "conformance", "what it conforms to"))
                                .add(Links.json(base + "/processes", RELATION + "processes", "the processes"))
                                .add(Links.json(base + "/processes", "processes", "the processes"))
                                .add(Links.json(base + "/jobs", RELATION + "job-list", "your jobs")));
    }
}
