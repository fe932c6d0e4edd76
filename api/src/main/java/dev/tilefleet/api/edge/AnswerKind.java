package dev.tilefleet.api.edge;

import dev.tilefleet.telemetry.FleetMeters.Answer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What is noted of a request whose answer is not given at once, for whoever measures. */
public final class AnswerKind {
    private static final String KEY = AnswerKind.class.getName();

    private AnswerKind() {}

    /** This request will be answered so. */
    public static void note(RoutingContext context, Answer kind) {
        context.put(KEY, kind);
    }

    /** How this request is answered: promptly, unless it was noted otherwise. */
    public static Answer of(RoutingContext context) {
        return Optional.<Answer>ofNullable(context.get(KEY)).orElse(Answer.PROMPT);
    }
}
