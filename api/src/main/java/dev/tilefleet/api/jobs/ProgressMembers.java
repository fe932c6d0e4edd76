package dev.tilefleet.api.jobs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import java.io.IOException;
import java.util.Optional;

/** Of a hint that a worker began: when. */
final class ProgressMembers implements Glance.Members {
    private Long since;

    @Override
    public void take(String name, JsonParser value) throws IOException {
        switch (name) {
            case "since" -> since = Timestamp.millis(value.getText());
            default -> value.skipChildren();
        }
    }

    @Override
    public KnownJob of(JobID job, ProcessID process, long heard) {
        return new KnownJob(
                job,
                process,
                Optional.empty(),
                KnownJob.NEVER,
                KnownJob.NEVER,
                requireNonNull(since, "since"),
                heard,
                Optional.empty(),
                false);
    }
}
