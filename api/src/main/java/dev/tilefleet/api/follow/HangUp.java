package dev.tilefleet.api.follow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;

/** When a caller leaves before he is answered. */
public final class HangUp {
    private HangUp() {}

    /** Succeeds once the connection is gone without the answer; never otherwise. */
    public static Future<Void> of(RoutingContext context) {
        Promise<Void> gone = Promise.promise();
        context.addEndHandler(end -> {
            if (end.failed()) {
                gone.tryComplete();
            }
        });
        if (context.response().closed() && !context.response().ended()) {
            // Too early for the handler.
            gone.tryComplete();
        }
        return gone.future();
    }
}
