package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every object of the store by what it is for. Those that lifecycle rules remove are counted: inputs without a job,
 * results that did not win, jobs that nobody was promised and that never were queued, remains of start-up probes.
 */
final class StoredObjects {
    private static final Pattern OF_A_JOB = Pattern.compile(
            "(?<kind>inputs|jobs|outcomes|results|tombstones)/(?<job>[0-9a-f-]{36})(?<rest>\\.json|/[0-9a-f]{16}|/[0-9a-f]{16}/mask\\.npy)");

    private final Set<String> keys;
    private final Map<JobID, Outcome> outcomes;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> misplaced = new ArrayList<>();

    StoredObjects(Set<String> keys, Map<JobID, Outcome> outcomes) {
        this.keys = keys;
        this.outcomes = outcomes;
        keys.forEach(this::place);
    }

    /** Those that belong to nothing and that no lifecycle rule is for. */
    Collection<String> misplaced() {
        return List.copyOf(misplaced);
    }

    /** How many there are of each kind. */
    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    private void place(String key) {
        Matcher parts = OF_A_JOB.matcher(key);
        if (key.startsWith("probes/")) {
            count("remains of probes");
        } else if (parts.matches()) {
            place(key, parts.group("kind"), JobID.of(parts.group("job")));
        } else {
            misplaced.add(key);
        }
    }

    private void place(String key, String kind, JobID job) {
        boolean asked = keys.contains("jobs/" + job + ".json");
        boolean ended = outcomes.containsKey(job);
        switch (kind) {
            case "inputs" -> count(asked ? "inputs" : "inputs without a job");
            case "jobs" -> count(ended ? "jobs" : "jobs without an end");
            case "outcomes" -> placeIf(asked, key, "outcomes");
            case "tombstones" -> placeIf(ended, key, "tombstones");
            default ->
                placeIf(
                        asked,
                        key,
                        winner(job).filter(key::equals).isPresent() ? "results" : "results that did not win");
        }
    }

    private void placeIf(boolean belongs, String key, String kind) {
        if (belongs) {
            count(kind);
        } else {
            misplaced.add(key);
        }
    }

    private Optional<String> winner(JobID job) {
        return Optional.ofNullable(outcomes.get(job))
                .map(Outcome::ending)
                .flatMap(ending -> ending instanceof Outcome.Successful(var result)
                        ? Optional.of(result.key())
                        : Optional.empty());
    }

    private void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }
}
