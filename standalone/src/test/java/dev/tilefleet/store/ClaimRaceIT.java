package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, one wins, all agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimRaceIT {
    private static final int RACERS = 32;

    private TestingStore testing;

    @BeforeAll
    void open(@TempDir Path data) {
        testing = store(data);
    }

    /** Opens the store that is asked. */
    TestingStore store(Path data) {
        return TestingStore.open(data);
    }

    @AfterAll
    void close() throws Exception {
        testing.close();
    }

    /** Had the store said yes to two, each of these would answer its own body. */
    @RepeatedTest(20)
    void ofManyClaimsOneWinsAndAllAgree() throws Exception {
        String key = "races/" + ObjectKeys.random();

        List<String> answers = race(racer -> new String(testing.store.claim(key, body(racer)), UTF_8));

        assertThat(answers).hasSize(RACERS).allMatch(answers.getFirst()::equals);
        assertThat(testing.store.read(key)).hasValue(answers.getFirst().getBytes(UTF_8));
    }

    @Test
    void ofManyWhoWouldEndAJobOneDoesAndAllLearnHow() throws Exception {
        Register register = new Register(testing.store);
        JobID job = JobID.random();

        List<Outcome> ends = race(racer -> register.decide(outcome(job, racer)));

        assertThat(ends).hasSize(RACERS).allMatch(ends.getFirst()::equals);
        assertThat(register.find(job)).hasValue(ends.getFirst());
    }

    private static Outcome outcome(JobID job, int racer) {
        Outcome.Ending ending = racer % 2 == 0
                ? new Outcome.Dismissed()
                : new Outcome.Failed(new Problem(ProblemType.DEADLINE_EXCEEDED, "racer " + racer));
        Instant decided = Instant.ofEpochSecond(racer);
        return new Outcome(job, new ProcessID("cloud-mask"), "anonymous", decided, ending, Optional.empty(), List.of());
    }

    private static byte[] body(int racer) {
        return ("racer " + racer).getBytes(UTF_8);
    }

    private static <T> List<T> race(IntFunction<T> step) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            List<Callable<T>> racers = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int racer = i;
                racers.add(() -> {
                    start.await();
                    return step.apply(racer);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(racers)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
