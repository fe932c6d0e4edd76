package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.standalone.chaos.Evidence.Mask;
import dev.tilefleet.store.TileStore;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands in the store. */
final class StoreReader {
    private static final String OUTCOMES = "outcomes/";

    private final TileStore store;

    StoreReader(TileStore store) {
        this.store = store;
    }

    Set<String> keys() {
        return new TreeSet<>(store.list(""));
    }

    /** Of jobs that have ended. */
    Set<JobID> ended() {
        Set<JobID> ended = new java.util.HashSet<>();
        store.list(OUTCOMES).forEach(key -> ended.add(jobID(key)));
        return ended;
    }

    Map<JobID, Outcome> outcomes(Collection<String> keys) {
        Map<JobID, Outcome> outcomes = new HashMap<>();
        keys.stream()
                .filter(key -> key.startsWith(OUTCOMES))
                .forEach(key -> outcomes.put(
                        jobID(key), Documents.readOutcome(store.read(key).orElseThrow())));
        return outcomes;
    }

    Map<JobID, Mask> masks(Collection<Promise> promises, Map<JobID, Outcome> outcomes) {
        Map<JobID, Mask> masks = new HashMap<>();
        for (Promise promise : promises) {
            Outcome outcome = outcomes.get(promise.job());
            if (outcome != null && outcome.ending() instanceof Outcome.Successful(var result)) {
                masks.put(promise.job(), mask(promise, result));
            }
        }
        return masks;
    }

    private Mask mask(Promise promise, Outcome.Result result) {
        Optional<byte[]> npy = store.read(result.key());
        return npy.map(bytes -> new Mask(true, promise.tile().isMask(bytes) && isWhatWasSaid(bytes, result)))
                .orElse(Mask.ABSENT);
    }

    private static boolean isWhatWasSaid(byte[] bytes, Outcome.Result result) {
        MessageDigest digest = Sha256.running();
        digest.update(bytes);
        return bytes.length == result.size() && Sha256.finish(digest).equals(result.sha256());
    }

    private static JobID jobID(String outcome) {
        return JobID.of(outcome.substring(OUTCOMES.length(), outcome.length() - ".json".length()));
    }
}
