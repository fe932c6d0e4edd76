package dev.tilefleet.api.jobs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import java.io.IOException;
import java.util.Optional;

/** What very many documents have in common, in memory once. For any number of threads. */
final class SharedValues {
    private final Recent<String, ProcessID> processes = new Recent<>(ProcessID::new);
    private final Recent<String, Optional<String>> owners = new Recent<>(Optional::of);
    private final Recent<String, Sha256> digests = new Recent<>(Sha256::new);
    private final Recent<End.Runner, Optional<End.Runner>> runners = new Recent<>(Optional::of);

    ProcessID process(String id) {
        return processes.of(id);
    }

    /** @throws NullPointerException if there is none at which the parser stands */
    Optional<String> owner(JsonParser value) throws IOException {
        return owners.of(requireNonNull(value.getValueAsString(), "owner"));
    }

    Sha256 modelDigest(String hex) {
        return digests.of(hex);
    }

    Optional<End.Runner> runner(String worker, Sha256 modelDigest) {
        return runners.of(new End.Runner(worker, modelDigest));
    }
}
