package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FleetLogTest {
    private static final int PARTITIONS = 24;
    private final MockProducer<byte[], byte[]> producer = producer(true);
    private final FleetLog log = new FleetLog(new Topics("tiles"), producer);

    @Test
    void aJobGoesToItsProcesssQueueUnderItsID() {
        log.append(TestingRecords.JOB);

        ProducerRecord<byte[], byte[]> record = only();
        assertThat(record.topic()).isEqualTo("tiles.jobs.cloud-mask");
        assertThat(record.key()).asString().isEqualTo(TestingRecords.ID.toString());
        assertThat(record.value()).isEqualTo(Documents.write(TestingRecords.JOB));
        assertThat(record.headers()).isEqualTo(CloudEventHeaders.accepted(TestingRecords.JOB));
    }

    @Test
    void jobsReachAllPartitionsInTurn() {
        IntStream.range(0, PARTITIONS).forEach(_ -> log.append(TestingRecords.job(JobID.random(), "unet10")));

        assertThat(partitions("tiles.jobs.unet10")).doesNotHaveDuplicates().hasSize(PARTITIONS);
    }

    @Test
    void jobsOfTwoProcessesByTurnsReachAllPartitionsOfBoth() {
        IntStream.range(0, PARTITIONS).forEach(_ -> {
            log.append(TestingRecords.job(JobID.random(), "unet10"));
            log.append(TestingRecords.job(JobID.random(), "cloud-mask"));
        });

        assertThat(partitions("tiles.jobs.unet10")).doesNotHaveDuplicates();
        assertThat(partitions("tiles.jobs.cloud-mask")).doesNotHaveDuplicates();
    }

    @Test
    void anEndGoesToTheOutcomesUnderTheJobsID() {
        log.append(TestingRecords.OUTCOME);

        ProducerRecord<byte[], byte[]> record = only();
        assertThat(record.topic()).isEqualTo("tiles.outcomes");
        // Left to the key, so that all that is told of one job stands in one partition.
        assertThat(record.partition()).isNull();
        assertThat(record.key()).asString().isEqualTo(TestingRecords.ID.toString());
        assertThat(record.value()).isEqualTo(Documents.write(TestingRecords.OUTCOME));
        assertThat(record.headers()).isEqualTo(CloudEventHeaders.ended(TestingRecords.OUTCOME));
    }

    @Test
    void aRemovalGoesToTheOutcomesUnderTheJobsID() {
        log.append(TestingRecords.TOMBSTONE);

        ProducerRecord<byte[], byte[]> record = only();
        assertThat(record.topic()).isEqualTo("tiles.outcomes");
        assertThat(record.partition()).isNull();
        assertThat(record.key()).asString().isEqualTo(TestingRecords.ID.toString());
        assertThat(record.value()).isEqualTo(Documents.write(TestingRecords.TOMBSTONE));
        assertThat(record.headers()).isEqualTo(CloudEventHeaders.removed(TestingRecords.TOMBSTONE));
    }

    @Test
    void aHintGoesToTheProgressUnderTheJobsID() {
        log.hint(TestingRecords.PROGRESS);

        ProducerRecord<byte[], byte[]> record = only();
        assertThat(record.topic()).isEqualTo("tiles.progress");
        assertThat(record.key()).asString().isEqualTo(TestingRecords.ID.toString());
        assertThat(record.value()).isEqualTo(Documents.write(TestingRecords.PROGRESS));
        assertThat(record.headers()).isEqualTo(CloudEventHeaders.progress(TestingRecords.PROGRESS));
    }

    @Test
    void aHintIsNotWaitedFor() {
        MockProducer<byte[], byte[]> silent = producer(false);

        new FleetLog(new Topics("tiles"), silent).hint(TestingRecords.PROGRESS);

        assertThat(silent.history()).hasSize(1);
    }

    @Test
    void aHintThatFindsNoTopicHoldsNobodyUp() throws InterruptedException {
        CountDownLatch topicIsThere = new CountDownLatch(1);
        TestingBlockingProducer blocking = new TestingBlockingProducer(topicIsThere);
        FleetLog waiting = new FleetLog(new Topics("tiles"), blocking, HintThread.executor());

        waiting.hint(TestingRecords.PROGRESS);

        assertThat(blocking.history()).isEmpty();
        topicIsThere.countDown();
        blocking.awaitSend();
        assertThat(blocking.history()).hasSize(1);
    }

    @Test
    void hintsThatNobodyTakesAreDropped() {
        FleetLog waiting = new FleetLog(
                new Topics("tiles"), new TestingBlockingProducer(new CountDownLatch(1)), HintThread.executor());

        assertThatCode(() -> IntStream.range(0, 10_000).forEach(_ -> waiting.hint(TestingRecords.PROGRESS)))
                .doesNotThrowAnyException();
    }

    @Test
    void aHintMayBeLost() {
        producer.sendException = new TimeoutException("no broker");

        assertThatCode(() -> log.hint(TestingRecords.PROGRESS)).doesNotThrowAnyException();
    }

    @Test
    void anAppendReturnsWhenItIsAcknowledged() throws InterruptedException {
        MockProducer<byte[], byte[]> slow = producer(false);
        Thread append =
                Thread.ofVirtual().start(() -> new FleetLog(new Topics("tiles"), slow).append(TestingRecords.OUTCOME));
        while (!slow.completeNext()) {
            assertThat(append.isAlive()).isTrue();
            Thread.onSpinWait();
        }

        append.join();

        assertThat(slow.history()).hasSize(1);
    }

    @Test
    void tellsThatTheBrokersDoNotTakeARecord() {
        producer.sendException = new TimeoutException("no broker");

        assertThatThrownBy(() -> log.append(TestingRecords.JOB))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.jobs.cloud-mask did not acknowledge: no broker");
    }

    @Test
    void tellsThatTheBrokersDoNotAcknowledgeARecord() {
        FleetLog refused = new FleetLog(new Topics("tiles"), refusing(new TimeoutException("too few replicas")));

        assertThatThrownBy(() -> refused.append(TestingRecords.OUTCOME))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.outcomes did not acknowledge: too few replicas")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void tellsThatATopicCannotBeReached() {
        producer.partitionsForException = new TimeoutException("not in the metadata");

        assertThatThrownBy(() -> log.append(TestingRecords.JOB))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.jobs.cloud-mask cannot be reached: not in the metadata");
    }

    @Test
    void anInterruptedAppendLeavesTheThreadInterrupted() {
        FleetLog waiting = new FleetLog(new Topics("tiles"), producer(false));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waiting.append(TestingRecords.OUTCOME)).isInstanceOf(QueueUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closesItsProducer() {
        log.close();

        assertThat(producer.closed()).isTrue();
    }

    private ProducerRecord<byte[], byte[]> only() {
        assertThat(producer.history()).hasSize(1);
        return producer.history().getFirst();
    }

    private List<Integer> partitions(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(ProducerRecord::partition)
                .toList();
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(cluster(), acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static MockProducer<byte[], byte[]> refusing(KafkaException refusal) {
        return new TestingRefusingProducer(_ -> true, refusal);
    }

    private static Cluster cluster() {
        Node broker = new Node(0, "127.0.0.1", 9092);
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(number -> List.of("tiles.jobs.cloud-mask", "tiles.jobs.unet10").stream()
                        .map(topic ->
                                new PartitionInfo(topic, number, broker, new Node[] {broker}, new Node[] {broker})))
                .toList();
        return new Cluster("test", List.of(broker), partitions, Set.of(), Set.of());
    }
}
