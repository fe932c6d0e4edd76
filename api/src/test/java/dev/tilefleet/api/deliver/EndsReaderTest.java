package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.queue.Topics;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndsReaderTest {
    private static final Topics TOPICS = new Topics("tilefleet");
    private static final long SECOND = 1_000_000_000;

    private final BlockingQueue<MockConsumer<byte[], byte[]>> members = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());

    @Test
    void joinsAGroupThatGivesOutNothingByANewConsumer() throws InterruptedException {
        try (TestingStage stage = new TestingStage();
                EndsReader reader = new EndsReader(
                        this::join,
                        TOPICS,
                        stage.opening,
                        new Shards(TOPICS.outcomes(), () -> {}),
                        () -> CompletableFuture.completedFuture(true),
                        // Each time that somebody looks at it, a second has passed.
                        () -> nanos.addAndGet(SECOND))) {
            reader.start();

            MockConsumer<byte[], byte[]> first = members.take();
            MockConsumer<byte[], byte[]> second = members.take();

            assertThat(first.closed()).isTrue();
            assertThat(second.subscription()).containsExactlyInAnyOrder(TOPICS.outcomes(), TOPICS.progress());
        }
    }

    private Consumer<byte[], byte[]> join() {
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
                super.subscribe(topics, listener);
                members.add(this);
            }
        };
    }
}
