package dev.tilefleet.api.follow;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.AnswerKind;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.job.JobID;
import dev.tilefleet.telemetry.FleetMeters.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code GET /jobs/{id}/events}. A client that comes back says by {@code Last-Event-ID} which state it knows, to whatever
 * replica; where nothing comes after that state, {@code 204} tells it not to come again.
 */
final class EventStreams {
    private static final int SHORTEST_RETRY_MILLIS = 1_000;
    private static final int LONGEST_RETRY_MILLIS = 5_000;

    private final Edge edge;
    private final JobView view;
    private final JobFinder finder;
    private final StatusAnswer status;
    private final Vertx vertx;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopping;

    EventStreams(Vertx vertx, Edge edge, JobView view, JobFinder finder, StatusAnswer status) {
        this.vertx = vertx;
        this.edge = edge;
        this.view = view;
        this.finder = finder;
        this.status = status;
    }

    /** Answers with a stream, or says why there is no such job. */
    void answer(RoutingContext context, JobID job) {
        finder.find(job, Caller.of(context))
                .onSuccess(known -> stream(context, known))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    /** The process is told to stop: clients come back to another. */
    void stop() {
        isStopping = true;
        open.forEach(EventStream::close);
    }

    int open() {
        return open.size();
    }

    private void stream(RoutingContext context, KnownJob job) {
        Optional<StateID> seen = Optional.ofNullable(context.request().getHeader("Last-Event-ID"))
                .flatMap(StateID::parse);
        HttpServerResponse response = context.response();
        if (job.isOver()
                && seen.filter(state -> !StateID.of(job).isAfter(state)).isPresent()) {
            response.setStatusCode(204).end();
            return;
        }
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // A proxy that collects answers would hold events back.
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            begin(context, job.jobID(), seen);
        }
    }

    private void begin(RoutingContext context, JobID job, Optional<StateID> seen) {
        AnswerKind.note(context, Answer.STREAM);
        Links links = edge.links(context);
        Caller caller = Caller.of(context);
        EventStream stream = new EventStream(
                VertxLoop.here(vertx),
                context.response(),
                () -> finder.find(job, caller),
                known -> status.info(known, links),
                seen);
        open.add(stream);
        view.listen(job, stream);
        stream.end().onComplete(_ -> {
            open.remove(stream);
            view.ignore(job, stream);
        });
        HangUp.of(context).onSuccess(_ -> stream.close());
        stream.begin(retry());
        if (isStopping) {
            stream.close();
        }
    }

    /** Not the same for all: those whom a replica sends away would come to the next at once. */
    private static Duration retry() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS));
    }
}
