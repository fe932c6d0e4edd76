package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.ApiConfig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job's states and its ends, on a fleet that remembers the latest four jobs and looks the others up. */
final class JobLifeIT {
    private static final int MEMORY = 4;

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet(JobLifeIT::withAShortMemory);

    private final FleetUser user = fleet.user();
    private final FleetUser operator = fleet.operator();
    private final byte[] tile = TestingTiles.clouds();

    @Test
    void aJobLongForgottenIsFoundAgain() {
        String job = submit(1).getFirst();
        JsonNode fresh = user.ended(job);
        submit(2 * MEMORY).forEach(user::ended);

        JsonNode found = user.status(job);

        assertThat(found).isEqualTo(fresh);
        assertThat(user.mask(job)).isNotNull();
    }

    @Test
    void everyOneOfManyJobsIsSeenToItsEnd() {
        List<String> jobs = submit(4 * MEMORY);

        assertThat(jobs.stream().map(user::ended))
                .allSatisfy(info -> assertThat(info.path("status").asText()).isEqualTo("successful"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/00000000-0000-4000-8000-000000000000",
                "/jobs/none-of-ours",
                "/jobs/..%2F..%2Fetc",
                "/jobs/00000000-0000-4000-8000-000000000000/results",
                "/jobs/none-of-ours/results/mask.npy"
            })
    void aJobThatIsNotThereIsNotFound(String path) {
        HttpResponse<byte[]> answer = user.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("type").asText())
                .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job");
        assertThat(json(answer).path("detail").asText()).contains("Location");
    }

    @Test
    void aJobThatIsNotThereCannotBeDismissed() {
        HttpResponse<byte[]> answer = user.delete("/jobs/00000000-0000-4000-8000-000000000000");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void resultsAreNotReadyBeforeTheEnd() {
        String last = submit(MEMORY).getLast();

        HttpResponse<byte[]> answer = user.get(last + "/results");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").asText())
                .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready");
        assertThat(json(answer).path("detail").asText()).contains("Ask for " + last + " until it is successful");
        user.ended(last);
    }

    @Test
    void theResultsOfAFailedJobAreItsProblem() {
        String job = user.submit("cloud-mask", TestingTiles.labels());
        JsonNode info = user.ended(job);

        HttpResponse<byte[]> results = user.get(job + "/results");
        HttpResponse<byte[]> mask = user.get(job + "/results/mask.npy");

        assertThat(info.path("status").asText()).isEqualTo("failed");
        assertThat(results.statusCode()).isEqualTo(422);
        assertThat(json(results).path("detail")).isEqualTo(info.path("problem").path("detail"));
        assertThat(json(results).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/too-few-bands");
        assertThat(mask.statusCode()).isEqualTo(422);
    }

    @Test
    void aQueuedJobThatIsDismissedIsNotRun() {
        List<String> jobs = submit(12);

        JsonNode answer = json(user.delete(jobs.getLast()));

        assertThat(answer.path("status").asText()).isEqualTo("dismissed");
        jobs.forEach(user::ended);
        awaitIdle();
        assertThat(user.status(jobs.getLast()).path("status").asText()).isEqualTo("dismissed");
        assertThat(attempts(jobs.getLast())).isEmpty();
    }

    @Test
    void aResultThatComesAfterTheDismissalChangesNothing() {
        List<String> jobs = submit(12);

        String job =
                jobs.stream().filter(this::dismissedWhileRunning).findFirst().orElseThrow();

        awaitIdle();
        HttpResponse<byte[]> results = user.get(job + "/results");
        assertThat(attempts(job)).as("the result that came late").hasSize(1);
        assertThat(user.status(job).path("status").asText()).isEqualTo("dismissed");
        assertThat(results.statusCode()).isEqualTo(410);
        assertThat(json(results).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/job-dismissed");
        assertThat(user.get(job + "/results/mask.npy").statusCode()).isEqualTo(410);
    }

    @Test
    void whatHasEndedIsRemoved() {
        String job = submit(1).getFirst();
        user.ended(job);

        HttpResponse<byte[]> answer = user.delete(job);

        assertThat(json(answer).path("status").asText()).isEqualTo("dismissed");
        assertThat(user.get(job).statusCode()).isEqualTo(410);
        assertThat(json(user.get(job)).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/job-removed");
        assertThat(user.get(job + "/results").statusCode()).isEqualTo(410);
        assertThat(user.get(job + "/results/mask.npy").statusCode()).isEqualTo(410);
        assertThat(attempts(job)).isEmpty();
    }

    @Test
    void theSurroundingsLearnHowItIs() {
        user.ended(submit(1).getFirst());
        user.ended(user.submit("cloud-mask", TestingTiles.labels()));

        HttpResponse<byte[]> metrics = operator.get("/metrics");

        assertThat(operator.get("/livez").statusCode()).isEqualTo(200);
        assertThat(operator.get("/readyz").body()).asString().isEqualTo("ok\n");
        assertThat(operator.get("/else").statusCode()).isEqualTo(404);
        assertThat(new String(metrics.body(), UTF_8))
                .contains("tilefleet_jobs_accepted_total{process=\"cloud-mask\"}")
                .contains("tilefleet_input_size_bytes_count{process=\"cloud-mask\"}")
                .contains(
                        "tilefleet_jobs_ended_total{problem=\"too-few-bands\",process=\"cloud-mask\",status=\"failed\"}")
                .contains("tilefleet_jobs_ended_total{problem=\"none\",process=\"cloud-mask\",status=\"successful\"}")
                .contains("tilefleet_jobs_in_flight{process=\"unet10\"}")
                .contains(
                        "tilefleet_http_requests_seconds_count{kind=\"prompt\",route=\"/processes/:processID/execution\",status=\"201\"}")
                .contains("tilefleet_stage_seconds_bucket{process=\"cloud-mask\",stage=\"infer\"")
                .contains("jvm_memory_used_bytes");
    }

    private List<String> submit(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> user.submit("cloud-mask", tile))
                .toList();
    }

    /** Whether this job was seen running and then dismissed before its worker was through. */
    private boolean dismissedWhileRunning(String job) {
        String seen = eventually(
                "a worker for " + job,
                Duration.ofMinutes(1),
                () -> Optional.of(user.status(job).path("status").asText())
                        .filter(status -> !status.equals("accepted")));
        // One that ends in between is removed, or shown as it ended.
        return seen.equals("running")
                && json(user.delete(job)).path("message").asText().equals("dismissed");
    }

    /** Returns when nothing is in hand, so that whoever would come late has come. */
    private void awaitIdle() {
        String idle = "tilefleet_jobs_in_flight{process=\"cloud-mask\"} 0.0";
        eventually(
                "an idle worker",
                Duration.ofMinutes(2),
                () -> Optional.of(new String(operator.get("/metrics").body(), UTF_8))
                        .filter(metrics -> metrics.contains(idle)));
    }

    private static List<String> attempts(String job) {
        return fleet.objects("results/" + job.substring("/jobs/".length()) + "/");
    }

    private static ApiConfig withAShortMemory(ApiConfig config) {
        return new ApiConfig(
                config.host(),
                config.port(),
                config.publicUrl(),
                config.maxUpload(),
                config.spool(),
                config.deadline(),
                config.expiry(),
                MEMORY,
                config.access(),
                config.admission());
    }
}
