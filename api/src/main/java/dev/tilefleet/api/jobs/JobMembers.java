package dev.tilefleet.api.jobs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import java.io.IOException;
import java.util.Optional;

/** Of what was asked: by whom, when, and until when it is to be done. */
final class JobMembers implements Glance.Members {
    private final SharedValues shared;
    private Optional<String> owner;
    private Long submitted;
    private Long deadline;

    JobMembers(SharedValues shared) {
        this.shared = shared;
    }

    @Override
    public void take(String name, JsonParser value) throws IOException {
        switch (name) {
            case "owner" -> owner = shared.owner(value);
            case "submitted" -> submitted = Timestamp.millis(value.getText());
            case "deadline" -> deadline = Timestamp.millis(value.getText());
            default -> value.skipChildren();
        }
    }

    @Override
    public KnownJob of(JobID job, ProcessID process, long heard) {
        return new KnownJob(
                job,
                process,
                requireNonNull(owner, "owner"),
                requireNonNull(submitted, "submitted"),
                requireNonNull(deadline, "deadline"),
                KnownJob.NEVER,
                heard,
                Optional.empty(),
                false);
    }
}
