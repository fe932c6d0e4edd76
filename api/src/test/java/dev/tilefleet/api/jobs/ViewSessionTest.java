package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Status;
import dev.tilefleet.queue.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewSessionTest {
    private static final Topics TOPICS = new Topics("tilefleet");
    private static final String JOBS = "tilefleet.jobs.cloud-mask";
    private static final String OUTCOMES = TOPICS.outcomes();
    private static final Duration WINDOW = Duration.ofDays(8);
    private static final long TIME = SUBMITTED.toEpochMilli();

    private final TestingLife life = new TestingLife(TestingLife.ID);
    private final TestingConsumer log = new TestingConsumer();
    private final TestingClock clock = new TestingClock(SUBMITTED.plusSeconds(60));
    private final JobView view = new JobView(3);
    private final ViewSession session = session(view);

    @BeforeEach
    void makeTopics() {
        log.topic(JOBS, 2);
        log.topic(OUTCOMES, 2);
        log.topic(TOPICS.progress(), 1);
    }

    @Test
    void readsWhatStandsInTheLog() {
        log.append(OUTCOMES, 1, TIME + 3_000, Documents.write(life.successful()));
        log.append(TOPICS.progress(), 0, TIME + 1_000, Documents.write(life.progress(Duration.ofSeconds(1))));
        log.append(JOBS, 0, TIME, Documents.write(life.job()));

        turns(2);

        KnownJob known = view.find(life.id()).orElseThrow();
        assertThat(known.status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(known.submitted()).contains(SUBMITTED);
        assertThat(session.shortfall()).isEmpty();
    }

    @Test
    void hasCaughtUpOnlyWhenAllIsRead() {
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.setMaxPollRecords(1);

        session.turn();

        assertThat(session.shortfall()).contains("catching up, 2 records to go");
        turns(2);
        assertThat(session.shortfall()).isEmpty();
    }

    @Test
    void hasCaughtUpWithAnEmptyLog() {
        session.turn();

        assertThat(session.shortfall()).isEmpty();
        assertThat(session.asOf()).contains(clock.instant());
    }

    @Test
    void readsWhatComesLater() {
        turns(2);
        log.append(JOBS, 1, TIME, Documents.write(life.job()));

        session.turn();

        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void beginsWhereTheWindowBegins() {
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.append(JOBS, 0, TIME, Documents.write(new TestingLife(JobID.random()).job()));
        log.windowBegins(new TopicPartition(JOBS, 0), 1);

        turns(2);

        assertThat(view.size()).isOne();
        assertThat(view.find(life.id())).isEmpty();
    }

    @Test
    void passesOverAPartitionThatIsOlderThanTheWindow() {
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.windowBegins(new TopicPartition(JOBS, 0), 1);

        turns(2);

        assertThat(view.size()).isZero();
        assertThat(session.shortfall()).isEmpty();
    }

    @Test
    void skipsARecordThatCannotBeRead() {
        log.append(JOBS, 0, TIME, "II*".getBytes(UTF_8));
        log.append(JOBS, 0, TIME, null);
        log.append(OUTCOMES, 0, TIME, Documents.write(life.job()));
        log.append(JOBS, 0, TIME, Documents.write(life.job()));

        turns(2);

        assertThat(view.find(life.id())).isPresent();
        assertThat(session.shortfall()).isEmpty();
    }

    @Test
    void goesOnAfterAPollThatFailed() {
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.setPollException(new KafkaException("a moment, please"));
        assertThatThrownBy(session::turn).isInstanceOf(KafkaException.class);
        assertThat(session.shortfall()).isPresent();

        turns(2);

        assertThat(view.find(life.id())).isPresent();
        assertThat(session.shortfall()).isEmpty();
    }

    @Test
    void noticesANewPartitionAndReadsItFromItsBegin() {
        turns(2);
        log.topic(JOBS, 3);
        log.append(JOBS, 2, TIME, Documents.write(life.job()));

        clock.pass(ViewSession.LOOK_ROUND);
        turns(2);

        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void noticesAQueueOfAProcessThatOthersServe() {
        turns(2);
        log.topic("tilefleet.jobs.unet10", 1);
        log.append("tilefleet.jobs.unet10", 0, TIME, Documents.write(life.job()));

        clock.pass(ViewSession.LOOK_ROUND);
        turns(2);

        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void readsNoTopicsThatAreNotItsOwn() {
        log.topic("another.jobs.cloud-mask", 1);
        log.topic(TOPICS.deadLetters(), 1);

        session.turn();

        assertThat(log.assignment()).hasSize(5);
    }

    @Test
    void saysWhichTopicsAreMissingAndWaitsForThem() {
        TestingConsumer empty = new TestingConsumer();
        ViewSession waiting = session(empty, view);

        waiting.turn();

        assertThat(waiting.shortfall())
                .contains("missing [tilefleet.jobs.cloud-mask, tilefleet.outcomes, tilefleet.progress];"
                        + " tilefleet topics apply makes them");
        empty.topic(JOBS, 1);
        empty.topic(OUTCOMES, 1);
        empty.topic(TOPICS.progress(), 1);
        clock.pass(ViewSession.LOOK_AGAIN);
        waiting.turn();
        assertThat(waiting.shortfall()).isEmpty();
    }

    @Test
    void servesOnWhileTheBrokerDoesNotAnswerAndTellsHowOldItIs() {
        turns(2);
        Instant before = clock.instant();
        log.isBrokerAway = true;

        clock.pass(Duration.ofHours(1));
        assertThatThrownBy(session::turn).isInstanceOf(KafkaException.class);

        assertThat(session.shortfall()).isEmpty();
        assertThat(session.asOf()).contains(before);
        log.isBrokerAway = false;
        session.turn();
        assertThat(session.asOf()).contains(clock.instant());
    }

    @Test
    void isAsOldAsTheEndThatItDoesNotReach() {
        turns(2);
        Instant before = clock.instant();
        log.updateEndOffsets(java.util.Map.of(new TopicPartition(JOBS, 0), 7L));

        clock.pass(ViewSession.LOOK_ROUND);
        turns(2);

        assertThat(session.asOf()).contains(before);
    }

    @Test
    void aTopicThatIsDeletedMeanwhileHoldsUpNoRestore() {
        String other = "tilefleet.jobs.unet10";
        log.topic(other, 1);
        log.append(other, 0, TIME, Documents.write(new TestingLife(JobID.random()).job()));
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        log.withhold(other);
        turns(3);
        assertThat(session.shortfall()).isPresent();

        log.updatePartitions(other, List.of());
        clock.pass(ViewSession.LOOK_ROUND);
        turns(3);

        assertThat(session.shortfall()).isEmpty();
        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void restoresAFullViewAsIfItHadBeenThere() {
        List<TestingLife> lives = IntStream.range(0, 20)
                .mapToObj(_ -> new TestingLife(JobID.random()))
                .toList();
        IntStream.range(0, 20).forEach(number -> {
            TestingLife each = lives.get(number);
            log.append(JOBS, number % 2, TIME + number * 10L, Documents.write(each.job()));
            if (number != 4) {
                log.append(OUTCOMES, number % 2, TIME + number * 10L + 5, Documents.write(each.failed()));
            }
        });
        log.setMaxPollRecords(3);

        turns(40);

        assertThat(session.shortfall()).isEmpty();
        assertThat(view.find(lives.get(4).id()).orElseThrow().status()).isEqualTo(Status.ACCEPTED);
        assertThat(view.find(lives.get(19).id()).orElseThrow().status()).isEqualTo(Status.FAILED);
        assertThat(view.find(lives.get(18).id()).orElseThrow().status()).isEqualTo(Status.FAILED);
        assertThat(view.size()).isEqualTo(3);
    }

    @Test
    void jobsLeaveTheViewWhenTheyAreOlderThanTheWindow() {
        log.append(JOBS, 0, TIME, Documents.write(life.job()));
        turns(2);

        clock.pass(WINDOW);
        session.turn();

        assertThat(view.size()).isZero();
    }

    private void turns(int count) {
        IntStream.range(0, count).forEach(_ -> session.turn());
    }

    private ViewSession session(JobView of) {
        return session(log, of);
    }

    private ViewSession session(TestingConsumer consumer, JobView of) {
        return new ViewSession(
                consumer,
                new ViewTopics(TOPICS, List.of(new ProcessID("cloud-mask"))),
                new ViewRecords(TOPICS),
                of,
                WINDOW,
                clock);
    }
}
