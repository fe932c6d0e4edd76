package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.Tombstones;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended jobs are removed: on a fleet of two replicas, whose worker is the test. */
final class RemovalIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OUTCOMES_PARTITIONS = 6;
    private static final List<String> PAGES = List.of("", "/results", "/results/mask.npy");

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static ApiProcess second;
    private static TestingWorker worker;
    private static TileStore store;
    private static FleetUser user;
    private static FleetUser other;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
        Map<String, String> settings = new HashMap<>(fleet.environment());
        settings.put("TILEFLEET_HTTP_PORT", "0");
        second = ApiProcess.start(new Settings(settings), Clock.systemUTC());
        second.awaitReady();
        worker = new TestingWorker(fleet);
        store = fleet.store();
        user = fleet.user();
        other = new FleetUser(URI.create("http://127.0.0.1:" + second.port()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        second.close();
        fleet.close();
    }

    @Test
    void aRemovedJobIsGoneAtOnceAndItsEndStays() {
        JobID job = ended();
        Outcome outcome = new Register(store).find(job).orElseThrow();

        HttpResponse<byte[]> answer = user.delete(path(job));

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        JsonNode info = json(answer);
        assertThat(info.path("jobID").asText()).isEqualTo(job.toString());
        assertThat(info.path("status").asText()).isEqualTo("dismissed");
        assertThat(info.path("message").asText()).startsWith("removed");
        assertGone(user, job);
        assertRemoved(job);
        assertThat(new Register(store).find(job)).hasValue(outcome);
    }

    @Test
    void aQueuedJobIsDismissedThenRemovedThenGone() {
        JobID job = submitted();

        HttpResponse<byte[]> first = user.delete(path(job));
        HttpResponse<byte[]> second = other.delete(path(job));
        HttpResponse<byte[]> third = user.delete(path(job));

        assertThat(json(first).path("message").asText()).isEqualTo("dismissed");
        assertThat(json(second).path("message").asText()).startsWith("removed");
        assertRefused(third);
        assertRemoved(job);
    }

    @Test
    void theOtherReplicaHearsOfIt() {
        JobID job = ended();
        other.ended(path(job));

        user.delete(path(job));

        assertRefused(other.get(path(job) + "/results/mask.npy"));
        eventuallyGone(other, job);
        assertGone(other, job);
    }

    @Test
    void whoMissesTheMaskFindsTheTombstoneThoughNobodyTold() {
        JobID job = ended();
        Outcome outcome = new Register(store).find(job).orElseThrow();
        assertThat(user.status(path(job)).path("status").asText()).isEqualTo("successful");
        buried(job);
        store.delete(((Outcome.Successful) outcome.ending()).result().key());

        HttpResponse<byte[]> answer = user.get(path(job) + "/results/mask.npy");

        assertRefused(answer);
        assertGone(user, job);
    }

    @Test
    void aRemovalThatWasBrokenOffIsFinishedByRepeatingIt() {
        JobID job = ended();
        other.ended(path(job));
        buried(job);

        HttpResponse<byte[]> answer = user.delete(path(job));

        assertRefused(answer);
        assertRemoved(job);
        assertGone(user, job);
        eventuallyGone(other, job);
    }

    @Test
    void aRemovedJobStaysGoneForWhomItIsRemovedAgain() {
        JobID job = ended();
        user.delete(path(job));

        assertRefused(user.delete(path(job)));
        assertRefused(other.delete(path(job)));
    }

    @Test
    void nothingThatComesLateBringsARemovedJobBack() {
        JobID job = ended();
        Outcome outcome = new Register(store).find(job).orElseThrow();
        user.delete(path(job));
        eventuallyGone(other, job);
        Outcome.Result result = ((Outcome.Successful) outcome.ending()).result();

        worker.repeat(outcome);
        store.put(result.key(), ByteBuffer.wrap(TestingWorker.MASK), "application/x-npy");
        // Whoever has read this end has read that repetition: one partition holds both, in this order.
        JobID witness = endedLaterInThePartitionOf(job);
        user.ended(path(witness));
        other.ended(path(witness));

        assertGone(user, job);
        assertGone(other, job);
    }

    @Test
    void aJobThatNoViewHasEverSeenIsRemovedToo() {
        JobID job = unheardOf();
        worker.decide(job);

        HttpResponse<byte[]> answer = user.delete(path(job));

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertRemoved(job);
        assertGone(user, job);
    }

    @Test
    void aTombstoneIsFoundWhereTheViewKnowsNothing() {
        JobID job = unheardOf();
        worker.decide(job);
        buried(job);

        assertGone(other, job);
    }

    @Test
    void twoDismissalsThatRaceAFinishingWorkerLeaveOneEnd() throws Exception {
        for (int round = 0; round < 20; round++) {
            JobID job = submitted();

            List<HttpResponse<byte[]>> answers = race(job);

            String end = new Register(store)
                    .find(job)
                    .orElseThrow()
                    .ending()
                    .status()
                    .toString();
            if (new Tombstones(store).find(job).isPresent()) {
                assertThat(answers)
                        .anySatisfy(answer -> assertThat(
                                        json(answer).path("message").asText())
                                .startsWith("removed"));
                eventuallyGone(user, job);
                eventuallyGone(other, job);
            } else {
                assertThat(answers)
                        .allSatisfy(answer ->
                                assertThat(json(answer).path("status").asText()).isEqualTo(end));
                assertThat(user.status(path(job)).path("status").asText()).isEqualTo(end);
            }
            assertThat(store.list(ObjectKeys.OUTCOMES + job)).hasSize(1);
        }
    }

    /** The answers to two dismissals. */
    private static List<HttpResponse<byte[]>> race(JobID job) throws Exception {
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> end = racers.submit(() -> worker.finish(job));
            List<Future<HttpResponse<byte[]>>> dismissals = new ArrayList<>();
            for (FleetUser by : List.of(user, other)) {
                Callable<HttpResponse<byte[]>> dismissal = () -> by.delete(path(job));
                dismissals.add(racers.submit(dismissal));
            }
            end.get();
            return List.of(dismissals.get(0).get(), dismissals.get(1).get());
        }
    }

    private static JobID submitted() {
        return JobID.of(
                user.submit(FleetInParts.PROCESS, TileJourneyIT.tenBands(1_000)).substring("/jobs/".length()));
    }

    /** A job that ended well, as the first replica knows. */
    private static JobID ended() {
        JobID job = submitted();
        worker.finish(job);
        user.ended(path(job));
        return job;
    }

    /** A job that is in the store and on no topic. */
    private static JobID unheardOf() {
        Job like = new JobArchive(store).find(submitted()).orElseThrow();
        JobID id = JobID.random();
        Job.Input input = new Job.Input(
                ObjectKeys.newInput(id),
                like.input().size(),
                like.input().sha256(),
                like.input().mediaType(),
                Optional.empty());
        store.put(input.key(), ByteBuffer.wrap(TestingWorker.MASK), "image/tiff");
        new JobArchive(store)
                .claim(new Job(
                        id,
                        like.process(),
                        like.owner(),
                        input,
                        like.modelDigest(),
                        like.submitted(),
                        like.deadline(),
                        like.expires(),
                        List.of(),
                        Map.of()));
        return id;
    }

    /** Another job, ended after all that was told before of this one. */
    private static JobID endedLaterInThePartitionOf(JobID job) {
        JobID later = Stream.generate(RemovalIT::submitted)
                .filter(candidate -> partition(candidate) == partition(job))
                .findFirst()
                .orElseThrow();
        worker.finish(later);
        return later;
    }

    private static int partition(JobID job) {
        return BuiltInPartitioner.partitionForKey(job.toString().getBytes(UTF_8), OUTCOMES_PARTITIONS);
    }

    /** What an api leaves that is killed after the first step. */
    private static void buried(JobID job) {
        Job asked = new JobArchive(store).find(job).orElseThrow();
        new Tombstones(store).claim(Tombstone.of(asked, Instant.now()));
    }

    private static void eventuallyGone(FleetUser by, JobID job) {
        eventually(
                "the removal of " + job,
                PATIENCE,
                () -> Optional.of(by.get(path(job))).filter(answer -> answer.statusCode() == 410));
    }

    private static void assertGone(FleetUser by, JobID job) {
        assertThat(PAGES).allSatisfy(page -> assertRefused(by.get(path(job) + page)));
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(410);
        assertThat(json(answer).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/job-removed");
    }

    private static void assertRemoved(JobID job) {
        assertThat(store.list(ObjectKeys.inputs(job))).isEmpty();
        assertThat(store.list(ObjectKeys.results(job))).isEmpty();
        assertThat(new JobArchive(store).find(job)).isPresent();
        assertThat(new Tombstones(store).find(job)).isPresent();
    }

    private static String path(JobID job) {
        return "/jobs/" + job;
    }
}
