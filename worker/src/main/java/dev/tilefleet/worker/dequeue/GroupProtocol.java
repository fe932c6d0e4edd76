package dev.tilefleet.worker.dequeue;

import dev.tilefleet.queue.QueueUnavailableException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** How members of a consumer group agree: KIP-848's {@code consumer} where the brokers have it, else {@code classic}. */
enum GroupProtocol {
    CONSUMER,
    CLASSIC;

    /** Brokers that finalized {@code group.version} 1 or later speak the new protocol. */
    private static final String FEATURE = "group.version";

    /** @throws QueueUnavailableException if the brokers do not answer */
    static GroupProtocol offeredBy(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tilefleet-features"))) {
            FinalizedVersionRange version = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get(FEATURE);
            return version != null && version.maxVersionLevel() >= 1 ? CONSUMER : CLASSIC;
        } catch (ExecutionException e) {
            throw new QueueUnavailableException(
                    "Kafka at " + bootstrapServers + " does not tell its features", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while Kafka was asked for its features", e);
        }
    }

    /** The value of {@code group.protocol}. */
    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
