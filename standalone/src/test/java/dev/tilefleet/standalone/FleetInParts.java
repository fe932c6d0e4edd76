package dev.tilefleet.standalone;

import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.TileStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A store, a broker and an api that serves {@code unet10} unless it is set otherwise; workers are up to the test. */
final class FleetInParts implements AutoCloseable {
    static final String PROCESS = "unet10";

    private final Opened opened = new Opened();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> settings;
    private final FleetUser user;
    private final Path brokerData;
    private EmbeddedBroker broker;

    /** @param settings of the api, over those that lead it to store and broker */
    FleetInParts(Path data, Map<String, String> settings) throws InterruptedException {
        EmbeddedStore store =
                opened.add(EmbeddedStore.start(data.resolve("s3"), 0, "tester", new Secret("of tilefleets")));
        this.brokerData = data.resolve("kafka");
        this.broker = EmbeddedBroker.start(brokerData, 0);
        opened.add(() -> broker.close());
        environment.putAll(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "TILEFLEET_KAFKA_PARTITIONS",
                "1",
                "TILEFLEET_S3_ENDPOINT",
                store.endpoint().toString(),
                "TILEFLEET_S3_ACCESS_KEY",
                "tester",
                "TILEFLEET_S3_SECRET_KEY",
                "of tilefleets",
                "TILEFLEET_MODELS",
                TestingTiles.repository().resolve("models").toString(),
                "TILEFLEET_PROCESSES",
                PROCESS,
                "TILEFLEET_MANAGEMENT_PORT",
                "0"));
        try (TopicAdmin topics = new TopicAdmin(KafkaConfig.from(new Settings(environment)))) {
            topics.apply(Stream.of(settings.getOrDefault("TILEFLEET_PROCESSES", PROCESS)
                            .split(","))
                    .map(ProcessID::new)
                    .toList());
        }
        this.settings = Map.copyOf(settings);
        try {
            this.user = opened.add(replica()).user();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** One more api of this fleet, ready; closed by the caller. */
    Replica replica() throws InterruptedException {
        return replica(Map.of());
    }

    /** @param others settings that go before those of the fleet */
    Replica replica(Map<String, String> others) throws InterruptedException {
        Map<String, String> api = new HashMap<>(environment);
        api.put("TILEFLEET_HTTP_PORT", "0");
        api.putAll(settings);
        api.putAll(others);
        ApiProcess process = ApiProcess.start(new Settings(api), Clock.systemUTC());
        process.awaitReady();
        return new Replica(process, new FleetUser(URI.create("http://127.0.0.1:" + process.port())));
    }

    /** An api and who talks to it. */
    record Replica(ApiProcess process, FleetUser user) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    FleetUser user() {
        return user;
    }

    /** Nobody reaches the broker any more. */
    void stopBroker() {
        broker.close();
    }

    /** It comes back where it was, with all that it had. */
    void startBroker() {
        int port = URI.create("kafka://" + broker.bootstrapServers()).getPort();
        broker = EmbeddedBroker.start(brokerData, port);
    }

    /** What a worker of this fleet is to find in its environment. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Its store, as another client. */
    TileStore store() {
        return opened.add(new S3TileStore(StoreConfig.from(new Settings(environment))));
    }

    @Override
    public void close() {
        opened.close();
    }
}
