package dev.tilefleet.api.ogc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Which classes of requirements of OGC API – Processes 1.0 (18-062r2, annex A) hold here. */
final class Conformance {
    private static final String BASE = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";
    private static final List<String> CLASSES =
            List.of("core", "ogc-process-description", "json", "oas30", "job-list", "callback", "dismiss");

    private Conformance() {}

    static JsonObject declaration() {
        return new JsonObject()
                .put(
                        "conformsTo",
                        new JsonArray(CLASSES.stream().map(BASE::concat).toList()));
    }
}
