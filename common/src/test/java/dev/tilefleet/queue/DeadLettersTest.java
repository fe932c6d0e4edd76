package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final TopicPartition LETTERS = new TopicPartition("tiles.dead-letters", 0);
    private static final Instant WHEN = Instant.parse("2026-11-03T10:00:00Z");
    private static final byte[] KEY = "a key".getBytes(UTF_8);
    private static final byte[] VALUE = {(byte) 0xff, 0, 1};

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer = producer();
    private final DeadLettersReplay replay = new DeadLettersReplay(producer);

    @Test
    void tellsWhatEachLetterIs() {
        List<DeadLetter> letters = read(1, List.of(letter(0, setAside(KEY, VALUE))));

        DeadLetter letter = letters.getFirst();
        assertThat(letter.origin()).contains(new DeadLetter.Origin("tiles.jobs.unet10", 5, 41));
        assertThat(letter.reason()).contains("it names no version");
        assertThat(letter.key()).contains("a key");
        assertThat(letter.size()).isEqualTo(3);
        assertThat(letter.time()).isEqualTo(WHEN);
    }

    @Test
    void areNoneOnAnEmptyTopic() {
        assertThat(read(0, List.of())).isEmpty();
    }

    @Test
    void endWithTheLastOneThatWasThereAtFirst() {
        assertThat(read(1, List.of(letter(0, setAside(KEY, VALUE)), letter(1, setAside(KEY, VALUE)))))
                .hasSize(1);
    }

    @Test
    void mayComeFromSomebodyElse() {
        List<DeadLetter> letters = read(1, List.of(letter(0, new ProducerRecord<>("tiles.dead-letters", null))));

        DeadLetter letter = letters.getFirst();
        assertThat(letter.origin()).isEmpty();
        assertThat(letter.reason()).isEmpty();
        assertThat(letter.key()).isEmpty();
        assertThat(replay.replay(letter)).isEqualTo(DeadLettersReplay.Result.WITHOUT_ORIGIN);
    }

    @Test
    void areMissedWhereTheTopicIsNotThere() {
        DeadLetters letters = new DeadLetters(new Topics("tiles"), consumer);

        assertThatThrownBy(() -> letters.read(_ -> {}))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("there is no topic tiles.dead-letters");
    }

    @Test
    void areNotWaitedForForEver() {
        assertThatThrownBy(() -> read(1, List.of()))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.dead-letters yields no record any more");
    }

    @Test
    void cannotBeReadWhereTheBrokersAreAway() {
        consumer.setOffsetsException(new TimeoutException("no broker"));

        assertThatThrownBy(() -> read(1, List.of()))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.dead-letters cannot be read: no broker");
    }

    @Test
    void goBackAsTheRecordsWere() {
        ProducerRecord<byte[], byte[]> setAside = setAside(KEY, VALUE);
        setAside.headers().add("ce_type", "somebody.elses".getBytes(UTF_8));
        DeadLetter letter = new DeadLetter(letter(0, setAside));

        assertThat(replay.replay(letter)).isEqualTo(DeadLettersReplay.Result.SENT);

        ProducerRecord<byte[], byte[]> again = producer.history().getFirst();
        assertThat(again.topic()).isEqualTo("tiles.jobs.unet10");
        assertThat(again.key()).isEqualTo(KEY);
        assertThat(again.value()).isEqualTo(VALUE);
        assertThat(TestingRecords.text(again.headers())).isEqualTo("ce_type: somebody.elses");
    }

    @Test
    void ofOneRecordGoBackOnce() {
        replay.replay(new DeadLetter(letter(0, setAside(KEY, VALUE))));

        assertThat(replay.replay(new DeadLetter(letter(1, setAside(KEY, VALUE)))))
                .isEqualTo(DeadLettersReplay.Result.SENT_BEFORE);

        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void withoutTheirValueStay() {
        DeadLetter letter = new DeadLetter(letter(0, setAside(null, null)));

        assertThat(replay.replay(letter)).isEqualTo(DeadLettersReplay.Result.WITHOUT_VALUE);

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void thatNobodyAcknowledgedMayBeTriedAgain() {
        DeadLetter letter = new DeadLetter(letter(0, setAside(KEY, VALUE)));
        producer.sendException = new TimeoutException("no broker");
        assertThatThrownBy(() -> replay.replay(letter))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.jobs.unet10 did not acknowledge: no broker");
        producer.sendException = null;

        assertThat(replay.replay(letter)).isEqualTo(DeadLettersReplay.Result.SENT);
    }

    @Test
    void areNamedByTheirOriginAsTheLogsAre() {
        DeadLetter.Origin origin = new DeadLetter.Origin("my-tiles.jobs.cloud-mask", 23, 1_234_567_890_123L);

        assertThat(origin).hasToString("my-tiles.jobs.cloud-mask-23@1234567890123");
        assertThat(DeadLetter.Origin.parse(origin.toString())).contains(origin);
        assertThat(DeadLetter.Origin.parse("tiles.jobs.unet10-5")).isEqualTo(Optional.empty());
    }

    /** Of a topic that ends at this offset at first. */
    private List<DeadLetter> read(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.updatePartitions(LETTERS.topic(), List.of(new PartitionInfo(LETTERS.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(LETTERS, 0L));
        consumer.updateEndOffsets(Map.of(LETTERS, end));
        consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        List<DeadLetter> letters = new ArrayList<>();
        new DeadLetters(new Topics("tiles"), consumer).read(letters::add);
        return letters;
    }

    /** What {@link FleetLog} makes of a record at offset 41 of partition 5. */
    private static ProducerRecord<byte[], byte[]> setAside(byte[] key, byte[] value) {
        MockProducer<byte[], byte[]> producer = producer();
        new FleetLog(new Topics("tiles"), producer)
                .deadLetter(new UnreadableRecord(
                        TestingRecords.received("tiles.jobs.unet10", key, value), "it names no version"));
        // The producer's own is read-only.
        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        return new ProducerRecord<>(letter.topic(), null, letter.key(), letter.value(), letter.headers());
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset, ProducerRecord<byte[], byte[]> letter) {
        return new ConsumerRecord<>(
                LETTERS.topic(),
                0,
                offset,
                WHEN.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                letter.key(),
                letter.value(),
                letter.headers(),
                Optional.empty());
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
