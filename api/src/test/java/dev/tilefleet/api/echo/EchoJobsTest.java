package dev.tilefleet.api.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.job.Job;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EchoJobsTest {
    private static final ObjectNode OUTPUTS =
            JsonNodeFactory.instance.objectNode().put("string", "Hello");

    private final Job job = new TestingLife(TestingLife.ID).job();
    private final TestingTileStore store = new TestingTileStore(_ -> {});
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<String> ended = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private boolean isStoreAway;
    private final EchoJobs jobs = new EchoJobs(
            store,
            new FleetLog(new Topics("tiles"), producer),
            this::end,
            (delay, step) -> {
                delays.add(delay);
                later.add(step);
            },
            Clock.fixed(TestingLife.SUBMITTED, ZoneOffset.UTC));

    @Test
    void aJobIsToldAndEndedAtOnce() {
        asked(Duration.ZERO);

        jobs.take(job);

        assertThat(sent()).containsExactly("tiles.outcomes dev.tilefleet.job.accepted.v1");
        assertThat(ended).containsExactly(TestingLife.ID + " {\"string\":\"Hello\"}");
        assertThat(later).isEmpty();
    }

    @Test
    void aPauseIsTimeInWhichTheJobRuns() {
        asked(Duration.ofSeconds(5));

        jobs.take(job);

        assertThat(sent())
                .containsExactly(
                        "tiles.outcomes dev.tilefleet.job.accepted.v1", "tiles.progress dev.tilefleet.job.progress.v1");
        assertThat(ended).isEmpty();
        assertThat(delays).containsExactly(Duration.ofSeconds(5));

        later.getFirst().run();
        assertThat(ended).hasSize(1);
    }

    @Test
    void whatCannotBeEndedWhileSomebodyWaitsIsRefused() {
        asked(Duration.ZERO);
        isStoreAway = true;

        assertThatThrownBy(() -> jobs.take(job)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatCannotBeEndedLaterIsLeftToItsDeadline() {
        asked(Duration.ofSeconds(5));
        jobs.take(job);
        isStoreAway = true;

        assertThatCode(later.getFirst()::run).doesNotThrowAnyException();
        assertThat(ended).isEmpty();
    }

    @Test
    void aJobWhoseInputIsRemovedIsNotEndedAgain() {
        jobs.take(job);

        assertThat(ended).isEmpty();
        assertThat(later).isEmpty();
    }

    private void asked(Duration pause) {
        store.objects.put(job.input().key(), new EchoTask(pause, OUTPUTS).write());
    }

    private void end(Job completed, byte[] outputs) {
        if (isStoreAway) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
        ended.add(completed.jobID() + " " + new String(outputs, UTF_8));
    }

    private List<String> sent() {
        return producer.history().stream().map(EchoJobsTest::kind).toList();
    }

    private static String kind(ProducerRecord<byte[], byte[]> record) {
        return record.topic() + " "
                + new String(record.headers().lastHeader("ce_type").value(), UTF_8);
    }
}
