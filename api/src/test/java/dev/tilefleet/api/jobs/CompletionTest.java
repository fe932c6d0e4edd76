package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Status;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private static final byte[] OUTPUTS = "{\"string\":\"Hello\"}".getBytes(UTF_8);

    private final TestingSystems systems = new TestingSystems();
    private final TestingLife life = new TestingLife(JobID.random());
    private final JobView view = new JobView(10);

    @Test
    void theOutputsAreInTheStoreBeforeAnybodyHearsOfThem() {
        Outcome outcome = completion(SUBMITTED.plusSeconds(1)).complete(life.job(), OUTPUTS);

        Outcome.Result result = ((Outcome.Successful) outcome.ending()).result();
        assertThat(ObjectKeys.holdsOutputs(result.key())).isTrue();
        assertThat(systems.store.objects.get(result.key())).isEqualTo(OUTPUTS);
        assertThat(systems.writes).hasSize(3);
        assertThat(systems.writes.get(0)).isEqualTo("put " + result.key());
        assertThat(systems.writes.get(1)).isEqualTo("claim outcomes/" + life.id() + ".json");
        assertThat(systems.writes.get(2)).startsWith("send dev.tilefleet.job.ended.v1 " + life.id());
        assertThat(view.find(life.id()).orElseThrow().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void aJobThatWasDismissedMeanwhileStaysSo() {
        systems.ended(life.dismissed());

        Outcome outcome = completion(SUBMITTED.plusSeconds(1)).complete(life.job(), OUTPUTS);

        assertThat(outcome).isEqualTo(life.dismissed());
        assertThat(view.find(life.id()).orElseThrow().status()).isEqualTo(Status.DISMISSED);
    }

    @Test
    void aJobWhoseDeadlineIsOverHasFailed() {
        Outcome outcome = completion(SUBMITTED.plus(Duration.ofHours(24))).complete(life.job(), OUTPUTS);

        assertThat(outcome.ending().status()).isEqualTo(Status.FAILED);
    }

    private Completion completion(Instant now) {
        return new Completion(
                systems.store,
                new Decisions(
                        new JobArchive(systems.store),
                        new Register(systems.store),
                        systems.log,
                        view,
                        Clock.fixed(now, ZoneOffset.UTC),
                        new FleetMeters(new SimpleMeterRegistry())));
    }
}
