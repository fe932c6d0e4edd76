package dev.tilefleet.standalone;

import dev.tilefleet.api.ApiServer;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.ManagementServer;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.StoreProbe;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.Worker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Api, worker, broker and store in one JVM, wired as they would be apart. */
public final class Standalone implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String BUCKET = "tilefleet";
    private static final String TOPIC_PREFIX = "tilefleet";
    /** One worker reads them all; a few keep the round-robin honest. */
    private static final int PARTITIONS = 4;

    private final Opened opened;
    private final StoreConfig storeConfig;
    private final ApiServer api;
    private final ManagementServer management;
    private final Readiness readiness;

    private Standalone(
            Opened opened, StoreConfig storeConfig, ApiServer api, ManagementServer management, Readiness readiness) {
        this.opened = opened;
        this.storeConfig = storeConfig;
        this.api = api;
        this.management = management;
        this.readiness = readiness;
    }

    /**
     * Starts everything; models are loaded when this returns.
     *
     * @throws StartFailedException after what was started is stopped again
     */
    public static Standalone start(StandaloneConfig config, Clock clock) {
        return start(config, clock, _ -> {});
    }

    /**
     * The same, for one who watches.
     *
     * @param watcher hears of each part before it is started; an exception of its own ends the start
     */
    public static Standalone start(StandaloneConfig config, Clock clock, Consumer<String> watcher) {
        Opened opened = new Opened();
        try {
            return start(config, clock, watcher, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw new StartFailedException(e);
        }
    }

    private static Standalone start(StandaloneConfig config, Clock clock, Consumer<String> watcher, Opened opened) {
        List<ModelDescription> models = config.models().catalog().models();
        List<ProcessID> processes =
                models.stream().map(ModelDescription::process).toList();
        watcher.accept("the store (S3)");
        EmbeddedStore embeddedStore = opened.add(EmbeddedStore.start(
                config.data().resolve("s3"), 0, config.accessKey().reveal(), config.secretKey()));
        watcher.accept("the broker (Kafka)");
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(config.data().resolve("kafka"), 0));
        KafkaConfig kafka = new KafkaConfig(broker.bootstrapServers(), new Topics(TOPIC_PREFIX), PARTITIONS, 1);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.apply(processes);
        }
        StoreConfig storeConfig = storeConfig(embeddedStore.endpoint(), config);
        S3TileStore store = opened.add(new S3TileStore(storeConfig));
        store.ensureBucket();
        new StoreProbe(store).check();

        Readiness readiness = new Readiness();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        FleetMeters meters = new FleetMeters(registry);
        ManagementServer management = opened.add(new ManagementServer(
                config.management().host(), config.management().port(), readiness, registry));
        FleetLog log = opened.add(new FleetLog(kafka, "tilefleet-standalone"));
        watcher.accept("the worker (GDAL, PyTorch)");
        Worker worker = opened.add(new Worker(config.worker(), config.inference(), kafka, store, log, meters, clock));
        watcher.accept("the api (HTTP)");
        ApiServer api = opened.add(new ApiServer(config.api(), models, kafka, store, log, meters, readiness, clock));
        watcher.accept("the models");
        worker.serve(models, readiness);
        return new Standalone(opened, storeConfig, api, management, readiness);
    }

    private static StoreConfig storeConfig(URI endpoint, StandaloneConfig config) {
        return new StoreConfig(
                endpoint,
                REGION,
                BUCKET,
                config.accessKey(),
                config.secretKey(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20));
    }

    /** Where the api listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + api.port());
    }

    public int managementPort() {
        return management.port();
    }

    /** Returns when the fleet can take and do work. */
    public void awaitReady() throws InterruptedException {
        readiness.await();
    }

    /** How an S3 client reaches the embedded store. */
    public StoreConfig store() {
        return storeConfig;
    }

    /** Drains the worker, then stops the parts in the reverse of their start. */
    @Override
    public void close() {
        opened.close();
    }
}
