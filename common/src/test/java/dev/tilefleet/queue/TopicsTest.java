package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProcessID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that charts, alerts and autoscalers carry too. */
class TopicsTest {
    private static final int LONGEST_NAME_OF_KAFKA = 249;

    @Test
    void namesBeginWithThePrefix() {
        Topics topics = new Topics("tilefleet");

        assertThat(topics.jobs(new ProcessID("cloud-mask"))).isEqualTo("tilefleet.jobs.cloud-mask");
        assertThat(topics.workers(new ProcessID("cloud-mask"))).isEqualTo("tilefleet.workers.cloud-mask");
        assertThat(topics.outcomes()).isEqualTo("tilefleet.outcomes");
        assertThat(topics.progress()).isEqualTo("tilefleet.progress");
        assertThat(topics.deadLetters()).isEqualTo("tilefleet.dead-letters");
    }

    @Test
    void tellsQueuesFromOtherTopics() {
        Topics topics = new Topics("tilefleet");

        assertThat(topics.isJobs("tilefleet.jobs.cloud-mask")).isTrue();
        assertThat(topics.isJobs("tilefleet.outcomes")).isFalse();
        assertThat(topics.isJobs("another.jobs.cloud-mask")).isFalse();
    }

    @Test
    void theLongestNameFitsKafka() {
        Topics topics = new Topics("p".repeat(100));

        assertThat(topics.workers(new ProcessID("m".repeat(63)))).hasSizeLessThanOrEqualTo(LONGEST_NAME_OF_KAFKA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "tüle"})
    void refusesAPrefixThatKafkaWould(String prefix) {
        assertThatThrownBy(() -> new Topics(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(prefix);
    }
}
