package dev.tilefleet.api.jobs;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.outlook.Outlook;
import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Timings;
import dev.tilefleet.store.ObjectKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code statusInfo} of OGC API – Processes 1.0, with members of ours: {@code deadline}, {@code problem} (RFC 9457),
 * {@code timings} in milliseconds by stage, {@code worker}; of a job that waits {@code queuePosition}, 1 for the next, and
 * {@code estimatedSeconds} until its result, each only where it is known.
 */
public final class StatusInfo {
    private StatusInfo() {}

    /** With what a waiting job has before it. */
    public static JsonObject of(KnownJob job, Links links, Optional<Outlook> outlook) {
        JsonObject info = of(job, links);
        outlook.ifPresent(known -> {
            info.put("queuePosition", known.position());
            known.left().ifPresent(left -> info.put("estimatedSeconds", seconds(left)));
        });
        return info;
    }

    public static JsonObject of(KnownJob job, Links links) {
        Optional<End> end = job.end();
        Optional<Instant> finished = end.map(End::decided);
        JsonObject info = new JsonObject()
                .put("jobID", job.jobID().toString())
                .put("processID", job.process().value())
                .put("type", "process")
                .put("status", job.status().toString())
                .put("message", message(job, end));
        time(info, "created", job.submitted());
        time(info, "started", started(job, end));
        time(info, "finished", finished);
        time(info, "updated", finished.or(job::started).or(job::submitted));
        time(info, "deadline", finished.isPresent() ? Optional.empty() : job.deadline());
        end.filter(_ -> !job.isRemoved()).ifPresent(known -> describe(known, info));
        return info.put("links", links(job, end, links));
    }

    /** To the next whole second: who asks again by then should find it done. */
    private static long seconds(Duration left) {
        return left.plusMillis(999).toSeconds();
    }

    private static void describe(End end, JsonObject info) {
        if (end.ending() instanceof Outcome.Failed(var problem)) {
            info.put("problem", ProblemAnswer.body(problem));
        }
        end.run()
                .ifPresent(run -> info.put("worker", run.by().worker())
                        .put("modelDigest", run.by().modelDigest().hex())
                        .put("timings", timings(run.timings())));
    }

    private static JsonObject timings(Timings timings) {
        JsonObject millis = new JsonObject();
        timings.byStage()
                .forEach((stage, time) ->
                        millis.put(stage.name().toLowerCase(Locale.ROOT), Math.round(time.toNanos() / 1e3) / 1e3));
        return millis;
    }

    /** When the attempt that counts began, if it says; a hint may have been lost, or be another attempt's. */
    static Optional<Instant> started(KnownJob job, Optional<End> end) {
        return end.isEmpty()
                ? job.started()
                : end.flatMap(End::run)
                        .map(run -> run.timings().byStage().get(Timings.Stage.QUEUED))
                        .flatMap(queued -> job.submitted().map(submitted -> submitted.plus(queued)));
    }

    private static String message(KnownJob job, Optional<End> end) {
        if (job.isRemoved()) {
            return "removed, with its input and its results";
        }
        return switch (job.status()) {
            case ACCEPTED -> "waiting for a worker";
            case RUNNING -> "a worker is at it";
            case SUCCESSFUL -> hasMask(end) ? "the mask is ready" : "the outputs are ready";
            case FAILED ->
                end.map(End::ending).orElseThrow() instanceof Outcome.Failed(var problem)
                        ? problem.type().title() + ": " + problem.detail()
                        : "";
            case DISMISSED -> "dismissed";
        };
    }

    /** A process may give other outputs. */
    private static boolean hasMask(Optional<End> end) {
        return end.map(End::ending).orElse(null) instanceof Outcome.Successful(Outcome.Result result)
                && !ObjectKeys.holdsOutputs(result.key());
    }

    private static JsonArray links(KnownJob job, Optional<End> end, Links links) {
        JsonArray array = new JsonArray()
                .add(Links.json(links.job(job.jobID()), "self", "this job"))
                .add(Links.json(links.process(job.process()), "up", "its process"));
        if (job.status() == Status.SUCCESSFUL) {
            array.add(Links.json(
                    links.results(job.jobID()), "http://www.opengis.net/def/rel/ogc/1.0/results", "its results"));
            if (hasMask(end)) {
                array.add(Links.link(links.mask(job.jobID()), "item", MaskAnswer.NPY, "its mask"));
            }
        } else if (!job.status().isTerminal()) {
            array.add(Links.json(links.job(job.jobID()), "monitor", "ask again"))
                    .add(Links.link(links.events(job.jobID()), "monitor", "text/event-stream", "hear of every change"));
        }
        return array;
    }

    private static void time(JsonObject info, String member, Optional<Instant> time) {
        time.ifPresent(instant -> info.put(member, instant.toString()));
    }
}
