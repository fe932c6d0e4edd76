package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.TileStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients wait at one replica for what happens through another; the worker is the test. */
@Timeout(300)
final class FollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetInParts.Replica second;
    private static TestingWorker worker;
    private static TileStore store;
    private static FleetUser here;
    private static FleetUser there;
    private static FleetUser operator;

    @BeforeAll
    static void start() throws InterruptedException {
        operator = new FleetUser(URI.create("http://127.0.0.1:" + FreePort.find()));
        fleet = new FleetInParts(data, Map.of());
        second = fleet.replica(Map.of(
                "TILEFLEET_MANAGEMENT_PORT", Integer.toString(operator.fleet().getPort())));
        worker = new TestingWorker(fleet);
        store = fleet.store();
        here = fleet.user();
        there = second.user();
    }

    @AfterAll
    static void stop() {
        worker.close();
        second.close();
        fleet.close();
    }

    @Test
    void aPollIsAnsweredWhenAWorkerEndsTheJob() {
        String job = submit();
        CompletableFuture<HttpResponse<byte[]>> poll = poll(job);

        worker.finish(id(job));

        HttpResponse<byte[]> answer = poll.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(status(answer)).isEqualTo("successful");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=25");
    }

    @Test
    void aPollIsAnsweredWhenTheJobIsDismissedThroughAnotherReplica() {
        String job = submit();
        CompletableFuture<HttpResponse<byte[]>> poll = poll(job);

        here.delete(job);

        assertThat(status(poll.join())).isEqualTo("dismissed");
    }

    @Test
    void aPollGoesOnWhenAWorkerBegins() {
        String job = submit();
        CompletableFuture<HttpResponse<byte[]>> poll = poll(job);
        worker.begin(id(job));
        eventually("a run", PATIENCE, () -> Optional.of(there.status(job)).filter(info -> is(info, "running")));

        assertThat(poll.isDone()).isFalse();
        worker.finish(id(job));
        assertThat(status(poll.join())).isEqualTo("successful");
    }

    @Test
    void aPollTellsWhatIsKnownWhenItsTimeIsOver() {
        String job = submit();
        long begin = System.nanoTime();

        HttpResponse<byte[]> answer = there.get(job, "Prefer", "wait=1");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(1), SOON);
        assertThat(status(answer)).isEqualTo("accepted");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=1");
    }

    @Test
    void aPollForAnEndedJobIsAnsweredAtOnce() {
        String job = submit();
        worker.finish(id(job));
        here.ended(job);
        long begin = System.nanoTime();

        HttpResponse<byte[]> answer = here.get(job, "Prefer", "wait=25");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        assertThat(status(answer)).isEqualTo("successful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=soon", "wait", "respond-async", "wait=-1", "\"wait=5"})
    void aPreferenceThatCannotBeReadIsIgnored(String preference) {
        String job = submit();
        long begin = System.nanoTime();

        HttpResponse<byte[]> answer = here.get(job, "Prefer", preference);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events"})
    void nobodyWaitsForAJobThatIsNotThere(String page) {
        assertThat(there.get("/jobs/" + JobID.random() + page, "Prefer", "wait=25")
                        .statusCode())
                .isEqualTo(404);
        assertThat(there.get("/jobs/none-of-ours" + page, "Prefer", "wait=25").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSubmissionIsAnsweredWithTheEnd() {
        Set<String> before = new HashSet<>(store.list("jobs/"));
        CompletableFuture<HttpResponse<byte[]>> submission = CompletableFuture.supplyAsync(() -> submit(25));
        String key = eventually(
                "the job",
                PATIENCE,
                () -> store.list("jobs/").stream()
                        .filter(job -> !before.contains(job))
                        .findAny());

        worker.finish(JobID.of(key.substring("jobs/".length(), key.length() - ".json".length())));

        HttpResponse<byte[]> answer = submission.join();
        assertThat("/" + key).startsWith(here.accepted(answer));
        assertThat(status(answer)).isEqualTo("successful");
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=25");
    }

    @Test
    void aSubmissionIsAnsweredWhenItsTimeIsOver() {
        HttpResponse<byte[]> answer = submit(1);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(status(answer)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events"})
    void whoHangsUpLeavesNothing(String page) throws Exception {
        String job = submit();
        try (RawConnection caller = new RawConnection(there.fleet())) {
            caller.send("GET %s%s HTTP/1.1\r\nHost: tilefleet\r\nPrefer: wait=60\r\n\r\n"
                    .formatted(job, page)
                    .getBytes(ISO_8859_1));
            awaitFollowers(1);
        }

        awaitFollowers(0);
    }

    @Test
    void whoHangsUpInASubmissionLeavesNothing() throws Exception {
        try (RawConnection caller = new RawConnection(there.fleet())) {
            caller.headTo(
                            FleetInParts.PROCESS,
                            "Content-Type: image/tiff",
                            "Prefer: wait=60",
                            "Content-Length: " + TILE.length)
                    .send(TILE);
            awaitFollowers(1);
        }

        awaitFollowers(0);
    }

    @Test
    void eventsTellEachStateAndEndWithTheEnd() {
        String job = submit();
        try (HeardEvents events = new HeardEvents(there, job, "")) {
            assertThat(events.answer().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            events.ids(1);
            worker.begin(id(job));
            events.ids(2);
            worker.finish(id(job));

            List<JsonNode> told = events.untilTheEnd();

            assertThat(told)
                    .extracting(info -> info.path("status").asText())
                    .containsExactly("accepted", "running", "successful");
            assertThat(told.getLast()).isEqualTo(there.status(job));
        }
    }

    @Test
    void whoComesBackToAnotherReplicaHearsWhatHeMissed() {
        String job = submit();
        String last;
        try (HeardEvents events = new HeardEvents(here, job, "")) {
            last = events.ids(1).getFirst();
        }
        worker.begin(id(job));
        worker.finish(id(job));
        there.ended(job);

        try (HeardEvents events = new HeardEvents(there, job, last)) {
            assertThat(events.untilTheEnd())
                    .extracting(info -> info.path("status").asText())
                    .containsExactly("successful");
            last = events.ids(1).getFirst();
        }
        try (HeardEvents events = new HeardEvents(here, job, last)) {
            assertThat(events.answer().statusCode()).as("not to come again").isEqualTo(204);
        }
    }

    @Test
    void theHeadOfEventsEnds() {
        HttpResponse<byte[]> answer = here.head(submit() + "/events");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    @Test
    void whoWaitsIsAnsweredWhenTheReplicaIsToldToStop() throws Exception {
        FleetInParts.Replica mortal = fleet.replica();
        String job = submit();
        CompletableFuture<HttpResponse<byte[]>> poll =
                CompletableFuture.supplyAsync(() -> mortal.user().get(job, "Prefer", "wait=25"));
        try (HeardEvents events = new HeardEvents(mortal.user(), job, "")) {
            events.ids(1);
            long begin = System.nanoTime();

            mortal.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
            assertThat(status(poll.join())).isEqualTo("accepted");
            assertThat(events.untilTheEnd()).hasSize(1);
            assertThat(mortal.process().left()).isZero();
        }
    }

    @Test
    void aJobThatWaitsKnowsItsPlaceAndItsTime() {
        List<String> jobs = Stream.generate(FollowIT::submit).limit(12).toList();
        int last = jobs.size() - 1;
        int place = there.status(jobs.get(last)).path("queuePosition").asInt();
        assertThat(there.status(jobs.getFirst()).path("queuePosition").asInt()).isEqualTo(place - last);

        jobs.subList(0, last).forEach(job -> {
            worker.begin(id(job));
            worker.finish(id(job));
        });
        there.ended(jobs.get(last - 1));

        JsonNode info = there.status(jobs.get(last));
        assertThat(info.path("queuePosition").asInt()).isEqualTo(place - last);
        assertThat(info.path("estimatedSeconds").isInt()).as(info::toString).isTrue();
        assertThat(there.status(jobs.getFirst()).has("queuePosition")).isFalse();
    }

    @Test
    void twoThousandWaitWithoutAThreadEach() throws Exception {
        List<String> jobs = Stream.generate(FollowIT::submit).limit(20).toList();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();
        try (Crowd crowd = new Crowd(there.fleet())) {
            for (int i = 0; i < 2_200; i++) {
                crowd.ask(jobs.get(i % jobs.size()) + (i % 11 == 0 ? "/events" : ""), "Prefer: wait=60");
            }
            awaitFollowers(2_200);
            assertThat(threads.getThreadCount()).isLessThan(before + 20);

            jobs.forEach(job -> worker.finish(id(job)));

            crowd.await(member -> member.heard().contains("successful"), PATIENCE);
            awaitFollowers(0);
        }
    }

    private static String submit() {
        String job = here.submit(FleetInParts.PROCESS, TILE);
        // The other has heard of it from now on, or has looked it up.
        there.status(job);
        return job;
    }

    private static HttpResponse<byte[]> submit(int wait) {
        return here.post(
                "/processes/%s/execution".formatted(FleetInParts.PROCESS),
                BodyPublishers.ofByteArray(TILE),
                "Content-Type",
                "image/tiff",
                "Prefer",
                "wait=" + wait);
    }

    /** Of one who waits already. */
    private static CompletableFuture<HttpResponse<byte[]>> poll(String job) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                CompletableFuture.supplyAsync(() -> there.get(job, "Prefer", "wait=25"));
        awaitFollowers(1);
        return answer;
    }

    private static void awaitFollowers(int count) {
        eventually(
                count + " who wait",
                PATIENCE,
                () -> Optional.of(Scrape.of(operator).sum("tilefleet_followers"))
                        .filter(sum -> sum == count));
    }

    private static boolean is(JsonNode info, String status) {
        return info.path("status").asText().equals(status);
    }

    private static String status(HttpResponse<byte[]> answer) {
        return json(answer).path("status").asText();
    }

    private static JobID id(String job) {
        return JobID.of(job.substring("/jobs/".length()));
    }
}
