package dev.tilefleet.queue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** How members of a consumer group agree: KIP-848's {@code consumer} where the brokers have it, else {@code classic}. */
public enum GroupProtocol {
    CONSUMER,
    CLASSIC;

    /** Brokers that finalized {@code group.version} 1 or later speak the new protocol. */
    private static final String FEATURE = "group.version";

    /** The broker setting that switches it off nonetheless. */
    private static final String SWITCH = "group.coordinator.rebalance.protocols";

    /** @throws QueueUnavailableException if the brokers do not answer */
    public static GroupProtocol offeredBy(KafkaConfig config) {
        try (Admin admin =
                Admin.create(config.client(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "tilefleet-features")))) {
            return isFinalized(admin) && isSwitchedOn(admin) ? CONSUMER : CLASSIC;
        } catch (ExecutionException e) {
            throw new QueueUnavailableException(
                    "Kafka at " + config.bootstrapServers() + " does not tell its features", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while Kafka was asked for its features", e);
        }
    }

    private static boolean isFinalized(Admin admin) throws ExecutionException, InterruptedException {
        FinalizedVersionRange version = admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .get(FEATURE);
        return version != null && version.maxVersionLevel() >= 1;
    }

    /** Brokers that do not tell everybody their settings are taken at their feature. */
    private static boolean isSwitchedOn(Admin admin) throws ExecutionException, InterruptedException {
        try {
            Node any = admin.describeCluster().nodes().get().iterator().next();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
            ConfigEntry protocols = admin.describeConfigs(List.of(broker))
                    .values()
                    .get(broker)
                    .get()
                    .get(SWITCH);
            return protocols == null
                    || protocols.value() == null
                    || protocols.value().contains("consumer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return true;
            }
            throw e;
        }
    }

    /** The value of {@code group.protocol}. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
