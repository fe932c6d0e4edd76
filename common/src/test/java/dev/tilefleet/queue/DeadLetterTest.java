package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What becomes of a record that nobody can read. */
class DeadLetterTest {
    private static final byte[] KEY = "a key".getBytes(UTF_8);
    private static final byte[] VALUE = {(byte) 0xff, 0, 1};
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void isSetAsideAsItCame() {
        letters(producer).deadLetter(unreadable(KEY, VALUE));

        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        assertThat(letter.topic()).isEqualTo("tiles.dead-letters");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
    }

    @Test
    void keepsItsHeadersAndGetsItsOriginAndTheReason() {
        UnreadableRecord record = unreadable(KEY, VALUE);
        record.raw().headers().add("ce_type", "somebody.elses".getBytes(UTF_8));

        letters(producer).deadLetter(record);

        assertThat(TestingRecords.text(producer.history().getFirst().headers())).isEqualTo("""
                        ce_type: somebody.elses
                        tilefleet_origin_offset: 41
                        tilefleet_origin_partition: 5
                        tilefleet_origin_topic: tiles.jobs.unet10
                        tilefleet_reason: it names no version""");
    }

    @Test
    void isNotItselfChanged() {
        UnreadableRecord record = unreadable(KEY, VALUE);

        letters(producer).deadLetter(record);

        assertThat(record.raw().headers()).isEmpty();
    }

    @Test
    void mayHaveNeitherKeyNorValue() {
        letters(producer).deadLetter(unreadable(null, null));

        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void leavesItsOriginWhereItIsTooLarge() {
        MockProducer<byte[], byte[]> narrow =
                new TestingRefusingProducer(letter -> letter.value() != null, new RecordTooLargeException("1 MiB"));

        letters(narrow).deadLetter(unreadable(KEY, VALUE));

        assertThat(TestingRecords.text(narrow.history().getFirst().headers()))
                .contains("tilefleet_origin_offset: 41", "tilefleet_reason: it names no version");
    }

    @Test
    void isTriedAgainByTheCallerWhereTheBrokersAreAway() {
        FleetLog away = letters(new TestingRefusingProducer(_ -> true, new TimeoutException("no broker")));

        assertThatThrownBy(() -> away.deadLetter(unreadable(KEY, VALUE)))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("topic tiles.dead-letters did not acknowledge: no broker");
    }

    private static FleetLog letters(MockProducer<byte[], byte[]> producer) {
        return new FleetLog(new Topics("tiles"), producer);
    }

    private static UnreadableRecord unreadable(byte[] key, byte[] value) {
        ConsumerRecord<byte[], byte[]> raw = TestingRecords.received("tiles.jobs.unet10", key, value);
        return new UnreadableRecord(raw, "it names no version");
    }
}
