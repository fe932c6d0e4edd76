package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueryTest {
    private static final Instant NOW = TestingLife.SUBMITTED.plusSeconds(61);

    private final TestingLife life = new TestingLife(JobID.random());
    private final KnownJob accepted = KnownJob.accepted(life.job());
    private final KnownJob running = accepted.and(KnownJob.running(life.progress(Duration.ofSeconds(1))));
    private final KnownJob failed = running.and(KnownJob.ended(life.failed()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| accepted running failed",
                "type=process| accepted running failed",
                "status=failed| failed",
                "status=failed,running| running failed",
                "status=failed&status=accepted| accepted failed",
                "status=successful| ''",
                "processID=cloud-mask| accepted running failed",
                "processID=unet10,cloud-mask| accepted running failed",
                "processID=unet10&processID=nothing| ''",
                "processID=cloud-mask&status=running| running",
                "datetime=2026-11-01T12:00:00Z| accepted running failed",
                "datetime=2026-11-01T12:00:01Z/..| ''",
                // A minute from its start until now, and 1.5 s from its start to its end.
                "minDuration=0| running failed",
                "minDuration=2| running",
                "minDuration=61| ''",
                "maxDuration=2| failed",
                "minDuration=1&maxDuration=60| running failed",
                "maxDuration=99999999999999999999999999| running failed",
                "anything=else| accepted running failed"
            })
    void asksForWhatItsParametersSay(String query, String expected) {
        JobQuery asked = JobQuery.of(parameters(query));

        assertThat(asked.asksFor(accepted, NOW)).isEqualTo(expected.contains("accepted"));
        assertThat(asked.asksFor(running, NOW)).isEqualTo(expected.contains("running"));
        assertThat(asked.asksFor(failed, NOW)).isEqualTo(expected.contains("failed"));
    }

    @Test
    void asksForNoneThatWasRemoved() {
        assertThat(JobQuery.of(parameters("")).asksFor(failed.and(KnownJob.removed(life.tombstone())), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "limit=1, 1", "limit=1000, 1000", "limit=1001, 1000", "limit=123456789012345678901, 1000"})
    void hasPagesOfAThousandAtMost(String query, int limit) {
        assertThat(JobQuery.of(parameters(query)).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=many",
                "limit=1.5",
                "limit=",
                "limit=1&limit=2",
                "status=done",
                "status=FAILED",
                "status=",
                "type=deployment",
                "datetime=today",
                "datetime=..",
                "minDuration=-1",
                "maxDuration=1m",
                "cursor=mine"
            })
    void refusesWhatNobodyCouldMean(String query) {
        MultiMap parameters = parameters(query);

        assertThatThrownBy(() -> JobQuery.of(parameters))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER));
    }

    private static MultiMap parameters(String query) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        new QueryStringDecoder("/jobs?" + query).parameters().forEach(parameters::add);
        return parameters;
    }
}
