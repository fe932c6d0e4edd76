package dev.tilefleet.api.jobs;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What the routes answer about a job, for those who are told without having asked. */
public final class JobDocuments {
    private JobDocuments() {}

    /** The statusInfo of an ended job; without its document it does not say when it was submitted. */
    public static JsonObject ended(Optional<Job> job, Outcome outcome, Links links) {
        KnownJob end = KnownJob.ended(outcome);
        return StatusInfo.of(job.map(asked -> KnownJob.accepted(asked).and(end)).orElse(end), links);
    }

    /** The statusInfo of a job that a worker began with. */
    public static JsonObject running(Progress progress, Links links) {
        return StatusInfo.of(KnownJob.running(progress), links);
    }

    /** The links of an ended job's statusInfo. */
    public static JsonArray links(Outcome outcome, Links links) {
        return StatusInfo.of(KnownJob.ended(outcome), links).getJsonArray("links");
    }

    /** OGC's results document with the mask by reference. */
    public static JsonObject results(JobID job, Outcome.Result result, Links links) {
        return ResultsDocument.linked(links.mask(job), result);
    }
}
