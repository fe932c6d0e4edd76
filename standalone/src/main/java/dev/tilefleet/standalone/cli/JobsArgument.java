package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Parameters;

/** The jobs a command is about. */
final class JobsArgument {
    private final Screen screen;

    @Parameters(paramLabel = "JOB", arity = "1..*", converter = JobIDs.class, description = "Job ids.")
    private List<UUID> jobs;

    JobsArgument(Screen screen) {
        this.screen = requireNonNull(screen, "screen");
    }

    /** What a command does with one job. */
    interface Step {
        Exit take(UUID job) throws IOException, InterruptedException;
    }

    /** Each once, in the order given. */
    Set<UUID> distinct() {
        return new LinkedHashSet<>(jobs);
    }

    /** Takes the step with each job in turn; a job the fleet refuses is reported and does not stop the others. */
    Exit each(Step step) throws IOException, InterruptedException {
        Exit exit = Exit.OK;
        for (UUID job : distinct()) {
            try {
                exit = exit.or(step.take(job));
            } catch (FleetException.Refused e) {
                screen.complaint(job + "  " + e.getMessage());
                exit = exit.or(Exit.JOB_FAILED);
            }
        }
        return exit;
    }
}
