package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.edge.QueryParameters;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One page of the list of processes, in the order of their ids.
 *
 * @param after the last of the page before
 */
record ProcessPage(int limit, Optional<ProcessID> after) {
    private static final int MOST = 1_000;
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";

    /** @throws dev.tilefleet.job.ProblemException {@code invalid-parameter} */
    static ProcessPage of(MultiMap query) {
        QueryParameters parameters = new QueryParameters(query);
        return new ProcessPage(
                (int) Math.min(parameters.number(LIMIT, 1).orElse(MOST), MOST),
                parameters.single(AFTER, "the id of a process", ProcessID::parse));
    }

    JsonObject of(Collection<DescribedProcess> all, Links links) {
        List<DescribedProcess> left = all.stream()
                .filter(process ->
                        after.filter(last -> process.id().compareTo(last) <= 0).isEmpty())
                .toList();
        List<DescribedProcess> shown = left.stream().limit(limit).toList();
        JsonArray summaries = new JsonArray();
        shown.forEach(process -> summaries.add(process.summary(links)));
        String list = links.base() + "/processes";
        JsonArray related = new JsonArray().add(Links.json(list, "self", "the list of processes"));
        if (shown.size() < left.size()) {
            related.add(Links.json(
                    "%s?%s=%d&%s=%s"
                            .formatted(
                                    list, LIMIT, limit, AFTER, shown.getLast().id()),
                    "next",
                    "more processes"));
        }
        return new JsonObject().put("processes", summaries).put("links", related);
    }
}
