package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class QueueLagTest {
    @Test
    void isWhatLiesBehindTheCommittedOffset() {
        assertThat(QueueLag.lag(new OffsetAndMetadata(7), 0, 10)).isEqualTo(3);
    }

    @Test
    void isAllThereIsWhereNobodyCommitted() {
        assertThat(QueueLag.lag(null, 4, 10)).isEqualTo(6);
    }

    @Test
    void doesNotCountWhatIsNoLongerThere() {
        assertThat(QueueLag.lag(new OffsetAndMetadata(2), 8, 10)).isEqualTo(2);
    }

    @Test
    void isNeverLessThanNothingWhereATopicWasMadeAnew() {
        assertThat(QueueLag.lag(new OffsetAndMetadata(100), 0, 5)).isZero();
    }
}
