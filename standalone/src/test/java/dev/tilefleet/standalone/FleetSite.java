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
import dev.tilefleet.worker.WorkerProcess;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bucket and a broker on folders of their own, and on them whatever of {@code unet10}'s fleet a test starts. */
final class FleetSite implements AutoCloseable {
    static final ProcessID PROCESS = new ProcessID("unet10");

    private final Opened opened = new Opened();
    private final Map<String, String> environment = new HashMap<>();
    private final S3TileStore store;

    /** With no topic yet, and an empty bucket unless the folder holds one. */
    FleetSite(Path s3, Path kafka) {
        EmbeddedStore embedded = opened.add(EmbeddedStore.start(s3, 0, "tester", new Secret("of tilefleets")));
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(kafka, 0));
        environment.putAll(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "TILEFLEET_KAFKA_PARTITIONS",
                "1",
                "TILEFLEET_S3_ENDPOINT",
                embedded.endpoint().toString(),
                "TILEFLEET_S3_ACCESS_KEY",
                "tester",
                "TILEFLEET_S3_SECRET_KEY",
                "of tilefleets",
                "TILEFLEET_MODELS",
                TestingTiles.repository().resolve("models").toString(),
                "TILEFLEET_PROCESSES",
                PROCESS.value(),
                "TILEFLEET_MANAGEMENT_PORT",
                "0"));
        this.store = opened.add(new S3TileStore(StoreConfig.from(settings())));
        store.ensureBucket();
    }

    /** From now on parts and commands find this variable too. */
    FleetSite with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FleetSite withTopics() {
        try (TopicAdmin topics = new TopicAdmin(kafka())) {
            topics.apply(List.of(PROCESS));
        }
        return this;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    KafkaConfig kafka() {
        return KafkaConfig.from(settings());
    }

    TileStore store() {
        return store;
    }

    /** Who talks to an api that is started for him. */
    FleetUser user() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("TILEFLEET_HTTP_PORT", "0");
        ApiProcess api = opened.add(ApiProcess.start(new Settings(settings), Clock.systemUTC()));
        api.awaitReady();
        return new FleetUser(URI.create("http://127.0.0.1:" + api.port()));
    }

    /** Takes jobs until it is closed; closed with this site at the latest. */
    AutoCloseable worker() throws InterruptedException {
        return opened.add(WorkerProcess.start(settings(), Clock.systemUTC(), () -> {
            throw new AssertionError("a stage hangs");
        }));
    }

    /** Copies every object of another's bucket, as a backup tool does. */
    void restore(TileStore backup) {
        for (String key : backup.list("")) {
            backup.read(key).ifPresent(body -> store.put(key, ByteBuffer.wrap(body), "application/octet-stream"));
        }
    }

    private Settings settings() {
        return new Settings(environment);
    }

    @Override
    public void close() {
        opened.close();
    }
}
