package dev.tilefleet.standalone;

import dev.tilefleet.api.ApiServer;
import dev.tilefleet.config.Secret;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Drainable;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.FoundationConfig;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.worker.Host;
import dev.tilefleet.worker.Worker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Api, worker, broker and store in one JVM, wired as they would be apart. */
public final class Standalone implements Drainable {
    private static final String REGION = "us-east-1";
    private static final String BUCKET = "tilefleet";
    private static final String TOPIC_PREFIX = "tilefleet";
    /** One worker reads them all; a few keep the round-robin honest. */
    private static final int PARTITIONS = 4;

    private final Opened opened;
    private final StoreConfig storeConfig;
    private final String host;
    private final ApiServer api;
    private final Worker worker;
    private final Foundation foundation;

    private Standalone(
            Opened opened, StoreConfig storeConfig, String host, ApiServer api, Worker worker, Foundation foundation) {
        this.opened = opened;
        this.storeConfig = storeConfig;
        this.host = host;
        this.api = api;
        this.worker = worker;
        this.foundation = foundation;
    }

    /**
     * Starts everything; models are loaded when this returns.
     *
     * @param watcher hears of each part before it is started; an exception of its own ends the start
     * @throws RuntimeException with a message for a person, after what was started is stopped again
     */
    public static Standalone start(StandaloneConfig config, Clock clock, Host host, Consumer<String> watcher)
            throws InterruptedException {
        Opened opened = new Opened();
        try {
            return start(config, clock, host, watcher, opened);
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    private static Standalone start(
            StandaloneConfig config, Clock clock, Host host, Consumer<String> watcher, Opened opened)
            throws InterruptedException {
        List<ModelDescription> models = config.models().catalog().models();
        List<ProcessID> processes =
                models.stream().map(ModelDescription::process).toList();
        config.compat().requireServed(processes);
        watcher.accept("the store (S3)");
        EmbeddedStore embeddedStore = store(config, clock, opened);
        watcher.accept("the broker (Kafka)");
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(config.data().resolve("kafka"), 0));
        KafkaConfig kafka = new KafkaConfig(broker.bootstrapServers(), new Topics(TOPIC_PREFIX), PARTITIONS, 1);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.apply(processes);
        }
        StoreConfig storeConfig = storeConfig(embeddedStore.endpoint(), config);
        Foundation foundation = Foundation.open(
                opened,
                new FoundationConfig(config.management(), storeConfig, kafka),
                processes,
                "tilefleet-standalone");
        watcher.accept("the worker (GDAL, PyTorch)");
        Worker worker = opened.add(new Worker(config.worker(), config.inference(), kafka, foundation, clock, host));
        watcher.accept("the api (HTTP)");
        ApiServer api = opened.add(new ApiServer(
                config.api(),
                config.outbound(),
                config.compat(),
                config.webhooks(),
                config.inbox(),
                config.echo(),
                models,
                kafka,
                foundation,
                port -> Optional.of(url(config.api().host(), port)),
                clock));
        watcher.accept("the models");
        worker.serve(models);
        foundation.started();
        return new Standalone(opened, storeConfig, config.api().host(), api, worker, foundation);
    }

    private static EmbeddedStore store(StandaloneConfig config, Clock clock, Opened opened) {
        EmbeddedStore store = opened.add(EmbeddedStore.start(
                config.data().resolve("s3"), 0, config.accessKey().reveal(), config.secretKey()));
        opened.add(StoreAddress.announce(config.data(), store.endpoint()));
        store.expire(BUCKET, config.retention(), clock);
        return store;
    }

    private static StoreConfig storeConfig(URI endpoint, StandaloneConfig config) {
        return storeConfig(endpoint, config.accessKey(), config.secretKey());
    }

    /** How an S3 client reaches the embedded store of the fleet whose data this is, if one runs there. */
    public static Optional<StoreConfig> storeOf(Path data, Secret accessKey, Secret secretKey) {
        return StoreAddress.find(data).map(endpoint -> storeConfig(endpoint, accessKey, secretKey));
    }

    private static StoreConfig storeConfig(URI endpoint, Secret accessKey, Secret secretKey) {
        return new StoreConfig(
                endpoint, REGION, BUCKET, accessKey, secretKey, Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    /** Where the api listens. */
    public URI url() {
        return url(host, api.port());
    }

    /** By what this machine reaches what listens on that address: on all of them, by loopback. */
    private static URI url(String host, int port) {
        String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://%s:%d".formatted(reached.contains(":") ? "[" + reached + "]" : reached, port));
    }

    public int managementPort() {
        return foundation.management().port();
    }

    /** Returns when the fleet can take and do work. */
    public void awaitReady() throws InterruptedException {
        foundation.readiness().await();
    }

    /** How an S3 client reaches the embedded store. */
    public StoreConfig store() {
        return storeConfig;
    }

    @Override
    public DrainBudget drain() {
        return foundation.drain();
    }

    @Override
    public int left() {
        return api.left() + worker.left();
    }

    /** Drains the api, then the worker, then stops the parts in the reverse of their start. */
    @Override
    public void close() {
        opened.close();
    }
}
