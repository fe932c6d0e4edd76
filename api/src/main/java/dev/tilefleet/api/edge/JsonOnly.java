package dev.tilefleet.api.edge;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Whether a client takes {@code application/json} and nothing else, by its header {@code Accept} (RFC 9110, 12.5.1). */
public final class JsonOnly {
    private JsonOnly() {}

    public static boolean isAsked(RoutingContext context) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        return !accepted.isEmpty() && accepted.stream().allMatch(JsonOnly::isJson);
    }

    private static boolean isJson(MIMEHeader range) {
        return range.component().equalsIgnoreCase("application")
                && range.subComponent().equalsIgnoreCase("json");
    }
}
