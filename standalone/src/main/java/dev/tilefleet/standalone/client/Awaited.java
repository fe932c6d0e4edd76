package dev.tilefleet.standalone.client;

import java.net.URI;
import java.util.Optional;

/** How waiting for a job ended. */
public sealed interface Awaited {
    /** The job as it was last seen. */
    StatusInfo info();

    /** The mask can be downloaded. */
    record Successful(StatusInfo info) implements Awaited {}

    /** The job failed for good. */
    record Failed(StatusInfo info, Problem problem) implements Awaited {}

    /** Somebody dismissed the job. */
    record Dismissed(StatusInfo info) implements Awaited {}

    /** The wait ended before the job, which goes on. */
    record Unfinished(StatusInfo info) implements Awaited {}

    /** What this statusInfo means to one who waits. */
    static Awaited of(StatusInfo info) {
        return switch (info.status()) {
            case ACCEPTED, RUNNING -> new Unfinished(info);
            case SUCCESSFUL -> new Successful(info);
            case FAILED ->
                new Failed(
                        info,
                        info.problem()
                                .orElseGet(() -> new Problem(
                                        URI.create("about:blank"),
                                        "Job failed",
                                        0,
                                        info.message().or(() -> Optional.of("the fleet does not say why")))));
            case DISMISSED -> new Dismissed(info);
        };
    }
}
