package dev.tilefleet.api.access;

import dev.tilefleet.api.problem.ProblemAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stands before all routes and lets nobody through of whom it is not known who he is, before anything of the request's
 * body is read. Routes ask {@link Caller#of}.
 */
public final class AccessGate implements Handler<RoutingContext>, AutoCloseable {
    private final Optional<KeyFile> keys;
    private final InstantSource clock;
    private final ProblemAnswer problems;

    /**
     * Reads the keys, if access is by keys, and does so again from now on.
     *
     * @throws IllegalStateException for a person, if they cannot be read
     */
    public AccessGate(AccessConfig config, InstantSource clock, ProblemAnswer problems) {
        this.keys = config.keys().map(KeyFile::new);
        this.clock = clock;
        this.problems = problems;
        keys.ifPresent(KeyFile::start);
    }

    @Override
    public void handle(RoutingContext context) {
        if (OpenPaths.isOpen(context.request().method(), context.normalizedPath())) {
            context.next();
            return;
        }
        switch (judge(context)) {
            case Verdict.Known(Caller caller) -> {
                caller.note(context);
                context.next();
            }
            case Verdict.Refused(var challenge, var problem) -> {
                context.response().putHeader("WWW-Authenticate", challenge);
                problems.send(context, problem);
            }
        }
    }

    private Verdict judge(RoutingContext context) {
        return keys.map(file -> BearerKeys.judge(
                        context.request().headers().getAll("Authorization"), file.keys(), clock.instant()))
                .orElseGet(() -> new Verdict.Known(Caller.EVERYBODY));
    }

    @Override
    public void close() {
        keys.ifPresent(KeyFile::close);
    }
}
