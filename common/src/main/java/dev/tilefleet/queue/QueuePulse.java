package dev.tilefleet.queue;

import java.util.List;

/** Feels whether the brokers are there, and the topic with them that every job needs at its end. */
public final class QueuePulse implements Runnable {
    private final KafkaConfig config;

    public QueuePulse(KafkaConfig config) {
        this.config = config;
    }

    /** @throws QueueUnavailableException if not; that takes half a minute where nobody answers */
    @Override
    public void run() {
        String needed = config.topics().outcomes();
        try (TopicAdmin admin = new TopicAdmin(config)) {
            if (admin.missing(List.of()).contains(needed)) {
                throw new QueueUnavailableException("there is no topic " + needed, null);
            }
        }
    }
}
