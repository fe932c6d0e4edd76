package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ViewReaderTest {
    private static final Topics TOPICS = new Topics("tilefleet");
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");

    private final TestingLife life = new TestingLife(TestingLife.ID);
    private final JobView view = new JobView(10);
    private final Readiness readiness = new Readiness();
    /** The reader gets a consumer when the test hands it one. */
    private final SynchronousQueue<TestingConsumer> handed = new SynchronousQueue<>();

    private final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();

    @Test
    void isReadyOnceItHasCaughtUp() throws InterruptedException {
        try (ViewReader reader = reader()) {
            reader.start();
            asked.take();
            assertThat(readiness.unmet()).containsKey("job view");

            handed.put(log());
            readiness.await();

            assertThat(view.find(life.id())).isPresent();
            assertThat(reader.age()).isPresent();
        }
    }

    @Test
    void isNotReadyAfterAnErrorUntilAllIsReadAnew() throws InterruptedException {
        TestingConsumer faulty = log();
        faulty.schedulePollTask(() -> {
            throw new OutOfMemoryError("as a test");
        });
        try (ViewReader reader = reader()) {
            reader.start();
            asked.take();
            handed.put(faulty);
            asked.take();

            assertThat(readiness.unmet().get("job view")).contains("OutOfMemoryError: as a test");
            assertThat(faulty.closed()).isTrue();
            assertThat(reader.age()).isEmpty();
            handed.put(log());
            readiness.await();

            assertThat(view.find(life.id())).isPresent();
        }
    }

    @Test
    void isNotReadyWhileTheBrokersCannotBeReached() throws InterruptedException {
        TestingConsumer away = log();
        away.isBrokerAway = true;
        away.onListing(() -> asked.add(true));
        try (ViewReader reader = reader()) {
            reader.start();
            asked.take();
            handed.put(away);
            asked.take();
            asked.take();

            assertThat(readiness.unmet()).containsEntry("job view", "the brokers have not told their topics yet");
        }
    }

    private TestingConsumer log() {
        TestingConsumer log = new TestingConsumer();
        List.of(TOPICS.jobs(PROCESS), TOPICS.outcomes(), TOPICS.progress()).forEach(topic -> log.topic(topic, 1));
        log.append(TOPICS.jobs(PROCESS), 0, TestingLife.SUBMITTED.toEpochMilli(), Documents.write(life.job()));
        return log;
    }

    private ViewReader reader() {
        return new ViewReader(
                this::next,
                new KafkaConfig("broker:9092", TOPICS, 1, 1),
                List.of(PROCESS),
                view,
                Duration.ofDays(8),
                new TestingClock(TestingLife.SUBMITTED),
                readiness.condition("job view", "not yet"));
    }

    private Consumer<byte[], byte[]> next() {
        asked.add(true);
        try {
            return handed.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
