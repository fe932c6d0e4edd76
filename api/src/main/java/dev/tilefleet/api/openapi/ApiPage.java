package dev.tilefleet.api.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The document for people: every operation with its parameters and answers, without a script and from no other host. */
final class ApiPage {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private ApiPage() {}

    static String of(JsonObject document) {
        StringBuilder page = new StringBuilder(head(
                document.getJsonObject("info"),
                document.getJsonArray("servers").getJsonObject(0).getString("url")));
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            METHODS.stream().filter(item::containsKey).forEach(method -> operation(page, document, path, method, item));
        }
        return page.append("</main></body></html>\n").toString();
    }

    private static String head(JsonObject info, String base) {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title><style>
                :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
                body { max-width: 60rem; margin: 0 auto; padding: 1rem }
                section { border-top: 1px solid; padding: .5rem 0 }
                h2 { font: 600 1.1rem ui-monospace, monospace; overflow-wrap: anywhere }
                dt { font-family: ui-monospace, monospace; font-weight: 600; float: left; clear: left; min-width: 9rem }
                dd { margin-left: 9.5rem; min-height: 1.5rem }
                </style></head><body><main><h1>%1$s</h1><p>%2$s</p>
                <p>For programs: <code>curl -H 'Accept: application/vnd.oai.openapi+json;version=3.1' %3$sapi</code></p>
                """.formatted(text(info.getString("title")), text(info.getString("description")), text(base));
    }

    private static void operation(
            StringBuilder page, JsonObject document, String path, String method, JsonObject item) {
        JsonObject operation = item.getJsonObject(method);
        page.append("<section><h2>%s %s</h2><p>%s</p>"
                .formatted(method.toUpperCase(Locale.ROOT), text(path), text(operation.getString("summary", ""))));
        if (operation.containsKey("description")) {
            page.append("<p>%s</p>".formatted(text(operation.getString("description"))));
        }
        page.append("<dl>");
        parameters(page, document, item.getJsonArray("parameters", new JsonArray()));
        parameters(page, document, operation.getJsonArray("parameters", new JsonArray()));
        JsonObject responses = operation.getJsonObject("responses");
        responses.fieldNames().stream()
                .sorted()
                .forEach(status ->
                        row(page, status, responses.getJsonObject(status).getString("description", "")));
        page.append("</dl></section>\n");
    }

    private static void parameters(StringBuilder page, JsonObject document, JsonArray parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            JsonObject parameter = resolved(document, parameters.getJsonObject(i));
            row(page, parameter.getString("name"), parameter.getString("description", ""));
        }
    }

    private static void row(StringBuilder page, String term, String description) {
        page.append("<dt>%s</dt><dd>%s</dd>".formatted(text(term), text(description)));
    }

    private static JsonObject resolved(JsonObject document, JsonObject parameter) {
        String reference = parameter.getString("$ref");
        return reference == null
                ? parameter
                : document.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
