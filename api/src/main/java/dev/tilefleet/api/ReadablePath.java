package dev.tilefleet.api;

import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses a path with an escape that is none, before anybody compares it with what he knows. */
record ReadablePath(ProblemAnswer problems) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        if (isReadable(context)) {
            context.next();
        } else {
            problems.send(
                    context,
                    new Problem(
                            ProblemType.MALFORMED_REQUEST,
                            "The path has a '%' without two hexadecimal digits behind it. Write it as %25."));
        }
    }

    private static boolean isReadable(RoutingContext context) {
        try {
            return context.normalizedPath() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
