package dev.tilefleet.worker.dequeue;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those who owned partitions before have written with their offsets. */
final class LastOwners {
    private static final Logger log = LoggerFactory.getLogger(LastOwners.class);

    private final Supplier<Consumer<byte[], byte[]>> member;
    private final Duration timeout;

    LastOwners(Supplier<Consumer<byte[], byte[]>> member, Duration timeout) {
        this.member = member;
        this.timeout = timeout;
    }

    /**
     * The tiles that were in flight when the last owner of each of these partitions came to an unclean end.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not say
     */
    Map<TopicPartition, FlightMarks> leftInFlight(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = member.get().committed(Set.copyOf(partitions), timeout);
        return partitions.stream()
                .collect(toMap(
                        partition -> partition,
                        partition -> left(partition, Optional.ofNullable(committed.get(partition)))));
    }

    private static FlightMarks left(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
        FlightMarks left = committed
                .map(offset -> FlightMarks.read(offset.metadata(), offset.offset()))
                .orElse(FlightMarks.NONE);
        if (!left.byOffset().isEmpty()) {
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("inFlight", left.byOffset())
                    .log("an owner of this partition died with tiles in flight, running those alone");
        }
        return left;
    }
}
