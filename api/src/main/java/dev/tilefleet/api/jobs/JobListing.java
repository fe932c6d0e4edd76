package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import dev.tilefleet.job.JobID;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code GET /jobs}: the caller's own jobs that this replica's view holds, the one submitted last first. Pages hang
 * together by a place in that order, so jobs that come and go in between are neither repeated nor push others away.
 */
final class JobListing {
    /** Before every job that was submitted in the same millisecond or earlier. */
    private static final JobID FIRST = new JobID(new UUID(Long.MIN_VALUE, Long.MIN_VALUE));

    private final Edge edge;
    private final JobView view;
    private final Clock clock;

    JobListing(Edge edge, JobView view, Clock clock) {
        this.edge = edge;
        this.view = view;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/jobs").handler(this::list);
    }

    private void list(RoutingContext context) {
        MultiMap query = context.queryParams();
        Caller caller = Caller.of(context);
        Links links = edge.links(context);
        edge.call(() -> document(links, query, page(JobQuery.of(query), caller)))
                .onSuccess(document -> edge.answer(context, 200, document))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private JobPage page(JobQuery query, Caller caller) {
        Instant now = clock.instant();
        return JobPage.of(query, view.newest(caller, begin(query)).iterator(), now);
    }

    /** An interval that ended long ago need not be looked for from now on. */
    private static Optional<Place> begin(JobQuery query) {
        return query.after()
                .or(() -> query.created().end().equals(Instant.MAX)
                        ? Optional.empty()
                        : Optional.of(new Place(query.created().end().toEpochMilli(), FIRST)));
    }

    private static JsonObject document(Links links, MultiMap query, JobPage page) {
        JsonArray jobs = new JsonArray();
        page.jobs().forEach(job -> jobs.add(StatusInfo.of(job, links)));
        JsonArray related = new JsonArray().add(Links.json(href(links, query), "self", "this document"));
        page.next()
                .map(place -> MultiMap.caseInsensitiveMultiMap().addAll(query).set(JobQuery.CURSOR, Cursor.of(place)))
                .ifPresent(next -> related.add(Links.json(href(links, next), "next", "older jobs")));
        return new JsonObject().put("jobs", jobs).put("links", related);
    }

    private static String href(Links links, MultiMap query) {
        String parameters = query.entries().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(joining("&"));
        return links.base() + "/jobs" + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
