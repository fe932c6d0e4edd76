package dev.tilefleet.containers;

import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.FreePort;
import dev.tilefleet.standalone.TestingTiles;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.worker.WorkerProcess;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An api and a worker of one process, in this JVM, on a bucket and topics of their own of the {@link Servers}. */
final class Fleet implements AutoCloseable {
    private final Opened opened = new Opened();
    private final FleetUser user;
    private final FleetUser operator = new FleetUser(URI.create("http://127.0.0.1:" + FreePort.find()));
    private final TileStore store;

    private Fleet(Servers servers, ProcessID process) throws InterruptedException {
        String name = "it-" + UUID.randomUUID();
        Map<String, String> settings = servers.environment(name);
        settings.put(
                "TILEFLEET_MODELS", TestingTiles.repository().resolve("models").toString());
        settings.put("TILEFLEET_PROCESSES", process.value());
        settings.put("TILEFLEET_KAFKA_PARTITIONS", "4");
        settings.put("TILEFLEET_S3_TIMEOUT", "2s");
        settings.put("TILEFLEET_MANAGEMENT_PORT", "0");
        try (TopicAdmin topics = new TopicAdmin(KafkaConfig.from(new Settings(settings)))) {
            topics.apply(List.of(process));
        }
        Map<String, String> front = new HashMap<>(settings);
        front.put("TILEFLEET_HTTP_PORT", "0");
        ApiProcess api = opened.add(ApiProcess.start(new Settings(front), Clock.systemUTC()));
        this.user = new FleetUser(URI.create("http://127.0.0.1:" + api.port()));
        this.store = opened.add(new S3TileStore(servers.store(name)));
        settings.put(
                "TILEFLEET_MANAGEMENT_PORT", Integer.toString(operator.fleet().getPort()));
        opened.add(WorkerProcess.start(new Settings(settings), Clock.systemUTC(), () -> {
            throw new AssertionError("a stage hangs");
        }));
        api.awaitReady();
    }

    /** Returns when it can take and do work. */
    static Fleet start(Servers servers, String process) throws InterruptedException {
        return new Fleet(servers, new ProcessID(process));
    }

    FleetUser user() {
        return user;
    }

    /** Who talks to the worker's management port. */
    FleetUser operator() {
        return operator;
    }

    /** Its bucket, as another client. */
    TileStore store() {
        return store;
    }

    @Override
    public void close() {
        opened.close();
    }
}
