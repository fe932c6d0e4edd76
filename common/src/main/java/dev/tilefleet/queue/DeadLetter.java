package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record that was set aside by {@link FleetLog#deadLetter}, read back from the dead-letters topic. */
public final class DeadLetter {
    private static final String OURS = "tilefleet_";

    private final ConsumerRecord<byte[], byte[]> record;

    DeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = requireNonNull(record, "record");
    }

    /** Where a record stood when it could not be read. */
    public record Origin(String topic, int partition, long offset) {
        private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)-(\\d{1,9})@(\\d{1,18})");

        /** An origin as {@link #toString} writes it, or nothing if the text has another form. */
        public static Optional<Origin> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Origin(
                            matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                    : Optional.empty();
        }

        /** {@code topic-partition@offset}, as logs name it too. */
        @Override
        public String toString() {
            return "%s-%d@%d".formatted(topic, partition, offset);
        }
    }

    /** Where the record came from, or nothing if somebody else wrote this letter and does not say. */
    public Optional<Origin> origin() {
        return header("origin_topic")
                .flatMap(topic -> header("origin_partition")
                        .flatMap(partition -> header("origin_offset")
                                .flatMap(offset -> Origin.parse(topic + "-" + partition + "@" + offset))));
    }

    /** Why it could not be read. */
    public Optional<String> reason() {
        return header("reason");
    }

    /** The record's key as text, whatever it is. */
    public Optional<String> key() {
        return Optional.ofNullable(record.key()).map(key -> new String(key, UTF_8));
    }

    /** Whether the record's value is here: one too large to be set aside left its origin only. */
    public boolean hasValue() {
        return record.value() != null;
    }

    /** Of the value, in bytes. */
    public int size() {
        return record.value() == null ? 0 : record.value().length;
    }

    /** When it was set aside, by the broker's clock. */
    public Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** The record as it was, for a topic; the partition is left to its key. */
    ProducerRecord<byte[], byte[]> to(String topic) {
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(topic, null, record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(OURS)) {
                again.headers().add(header);
            }
        }
        return again;
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(OURS + name))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
