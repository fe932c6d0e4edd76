package dev.tilefleet.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.TestingJobs;
import dev.tilefleet.worker.TestingLog;
import dev.tilefleet.worker.TestingTileStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomePublisherTest {
    private static final Optional<TraceParent> TRACE =
            Optional.of(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

    private final Job job = TestingJobs.job();
    private final Outcome dismissed = outcome(new Outcome.Dismissed());
    private final Outcome failed = outcome(new Outcome.Failed(new Problem(ProblemType.WRONG_SIZE, "10 x 10")));
    private final Register register = new Register(new TestingTileStore());
    private final TestingLog log = new TestingLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutcomePublisher publisher = new OutcomePublisher(register, log.log(), new FleetMeters(meters));

    @Test
    void decidesAtTheRegister() {
        assertThat(publisher.decide(failed)).isEqualTo(failed);
        assertThat(register.find(job.jobID())).hasValue(failed);
    }

    @Test
    void givesWayToWhoeverDecidedBefore() {
        register.decide(dismissed);

        assertThat(publisher.decide(failed)).isEqualTo(dismissed);
    }

    @Test
    void countsWhatWasDecidedHereOnly() {
        register.decide(dismissed);

        publisher.tell(publisher.decide(failed), Optional.empty());

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void countsWhatWasDecidedHere() {
        publisher.tell(publisher.decide(failed), Optional.empty());

        assertThat(meters.get("tilefleet.jobs.ended")
                        .tag("status", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tellsTheLog() {
        publisher.tell(failed, TRACE);

        assertThat(log.outcomes()).containsExactly(failed);
        assertThat(log.tracesOfOutcomes()).containsExactly(TRACE);
    }

    @Test
    void findsHowAJobEnded() {
        register.decide(dismissed);

        assertThat(publisher.find(job.jobID())).hasValue(dismissed);
    }

    @Test
    void findsNothingOfAJobThatHasNotEnded() {
        assertThat(publisher.find(job.jobID())).isEmpty();
    }

    @Test
    void saysThatTheLogWasNotTold() {
        log.breakDown();

        assertThatThrownBy(() -> publisher.tell(failed, TRACE)).isInstanceOf(QueueUnavailableException.class);
    }

    private Outcome outcome(Outcome.Ending ending) {
        return Outcome.of(job, TestingJobs.SUBMITTED, ending, Optional.empty());
    }
}
