package dev.tilefleet.api.page;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /} for whoever asks for HTML, and {@code GET /page/{file}} with what the page is made of. Other requests for
 * {@code /} go on to the next route.
 *
 * <p>The files hold nothing of any job, so everybody may read them; what the page shows it asks the API for.
 */
public final class PageRoutes {
    static final List<String> PARTS = List.of(
            "app.js",
            "compression.js",
            "dom.js",
            "events.js",
            "fleet.js",
            "follow.js",
            "form.js",
            "icon.svg",
            "key.js",
            "npy.js",
            "picture.js",
            "predictor.js",
            "progress.js",
            "recent.js",
            "result.js",
            "style.css",
            "tiff-fields.js",
            "tiff.js");

    /** Nothing from elsewhere, nothing inline, nothing that is made of text at run time; not to be framed. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final PageFile page = PageFile.of("index.html");
    private final Map<String, PageFile> parts = new TreeMap<>();

    public PageRoutes() {
        PARTS.forEach(name -> parts.put(name, PageFile.of(name)));
    }

    /** Before whatever else answers {@code /}. */
    public void mount(Router router) {
        router.get("/").handler(this::page);
        router.get("/page/:file").handler(this::part);
    }

    private void page(RoutingContext context) {
        // Whichever of the two it is, another client gets the other.
        context.response().putHeader("Vary", "Accept");
        if (AcceptedTypes.preferHtml(context.parsedHeaders().accept())) {
            send(context, page);
        } else {
            context.next();
        }
    }

    private void part(RoutingContext context) {
        PageFile file = parts.get(context.pathParam("file"));
        if (file == null) {
            context.next();
        } else {
            send(context, file);
        }
    }

    private static void send(RoutingContext context, PageFile file) {
        HttpServerResponse response = context.response()
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        context.etag(file.etag());
        if (context.isFresh()) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.mediaType())
                // By itself the server says it with a body only, and HEAD has none.
                .putHeader("Content-Length", Integer.toString(file.content().length()))
                .end(file.content());
    }
}
