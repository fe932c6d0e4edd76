package dev.tilefleet.api.admission;

import dev.tilefleet.job.Problem;
import java.time.Duration;

/** Whether a request is taken on. */
sealed interface Admission {

    record Granted() implements Admission {}

    /** @param patience after which a new try may be worth it */
    record Refused(Problem problem, Duration patience) implements Admission {}
}
