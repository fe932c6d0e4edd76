package dev.tilefleet.api.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What becomes of a body that nobody wants.
 *
 * <p>A client that waits for {@code 100 Continue} sends none after a refusal. Any other is in the middle of sending, and
 * many clients read the answer only when they are through: a connection closed under them loses it. So the rest is read
 * and dropped, for a while.
 */
public final class UnreadBody {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final String CONTINUED = UnreadBody.class.getName();

    private UnreadBody() {}

    /** Tells a client that waits for it to go on. */
    public static void invite(RoutingContext context) {
        if (isAwaitingInvitation(context)) {
            context.put(CONTINUED, true);
            context.response().writeContinue();
        }
    }

    /** Called before a refusal is sent. */
    static void dismiss(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        if (isAwaitingInvitation(context)) {
            context.response().putHeader("Connection", "close");
            return;
        }
        long timer = context.vertx()
                .setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
        request.exceptionHandler(_ -> context.vertx().cancelTimer(timer));
        request.endHandler(_ -> context.vertx().cancelTimer(timer));
        request.handler(_ -> {});
        request.resume();
    }

    private static boolean isAwaitingInvitation(RoutingContext context) {
        return "100-continue".equalsIgnoreCase(context.request().getHeader("Expect")) && context.get(CONTINUED) == null;
    }
}
