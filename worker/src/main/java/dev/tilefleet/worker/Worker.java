package dev.tilefleet.worker;

import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.QueuePulse;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StorePulse;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.worker.decode.TileDecoder;
import dev.tilefleet.worker.dequeue.JobConsumer;
import dev.tilefleet.worker.dequeue.JobConsumers;
import dev.tilefleet.worker.encode.MaskEncoder;
import dev.tilefleet.worker.fetch.InputFetcher;
import dev.tilefleet.worker.infer.Inference;
import dev.tilefleet.worker.infer.InferenceConfig;
import dev.tilefleet.worker.infer.InferenceEngine;
import dev.tilefleet.worker.journey.DecodePool;
import dev.tilefleet.worker.journey.Gates;
import dev.tilefleet.worker.journey.Journey;
import dev.tilefleet.worker.journey.Stages;
import dev.tilefleet.worker.journey.Watchdog;
import dev.tilefleet.worker.publish.OutcomePublisher;
import dev.tilefleet.worker.raster.Gdal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A worker of one or several processes, wired. What it stands on is closed by the caller. */
public final class Worker implements AutoCloseable {
    private final WorkerConfig config;
    private final TileStore store;
    private final FleetLog log;
    private final FleetMeters meters;
    private final Readiness readiness;
    private final Host host;
    private final Clock clock;
    private final Gdal gdal;
    private final InferenceEngine engine;
    private final DecodePool decodePool;
    private final Gates gates;
    private final Watchdog watchdog;
    private final JobConsumers consumers;
    private final List<JobConsumer> running = new ArrayList<>();

    /**
     * Loads the native libraries.
     * @throws dev.tilefleet.worker.raster.GdalUnavailableException if there is no libgdal to use
     * @throws dev.tilefleet.worker.infer.InferenceUnavailableException if there is no libtorch, or no device as asked
     * @throws dev.tilefleet.queue.QueueUnavailableException if the brokers do not answer
     */
    public Worker(
            WorkerConfig config,
            InferenceConfig inference,
            KafkaConfig kafka,
            Foundation foundation,
            Clock clock,
            Host host) {
        this.config = config;
        this.store = foundation.store();
        this.log = foundation.log();
        this.meters = foundation.meters();
        this.readiness = foundation.readiness();
        this.host = host;
        this.clock = clock;
        this.gdal = Gdal.load(config.gdalLibrary());
        this.engine = InferenceEngine.start(inference, Runtime.getRuntime().availableProcessors());
        this.decodePool = new DecodePool(config.decoders());
        this.gates = new Gates(new StorePulse(store), new QueuePulse(kafka), meters);
        this.watchdog = new Watchdog(config.stageTimeout(), host::halt);
        this.consumers = new JobConsumers(kafka, config.name(), foundation.drain(), gates);
    }

    /** Loads and warms these models, then begins to take jobs for them; tells by a condition each when it has. */
    public void serve(Collection<ModelDescription> models) {
        List<Readiness.Condition> conditions = models.stream()
                .map(model -> readiness.condition("model " + model.process(), "loading"))
                .toList();
        List<JobConsumer> ready = models.stream().map(this::prepare).toList();
        ready.forEach(JobConsumer::start);
        running.addAll(ready);
        conditions.forEach(Readiness.Condition::met);
    }

    private JobConsumer prepare(ModelDescription model) {
        Inference inference = host.loaded(engine.load(model));
        Stages stages = new Stages(
                store,
                new InputFetcher(store),
                new TileDecoder(gdal, model.input()),
                decodePool,
                inference,
                new MaskEncoder(
                        model.postProcessing(),
                        model.input().height(),
                        model.input().width()),
                watchdog);
        WorkerMeters own = meters.worker(model.process());
        Journey journey = new Journey(
                stages,
                model.digest(),
                config.name(),
                new JobArchive(store),
                new OutcomePublisher(new Register(store), log, meters),
                log,
                clock,
                gates,
                own);
        int capacity = engine.lanes() * engine.batchSize() + config.prefetch();
        return consumers.of(model.process(), capacity, journey, own);
    }

    /** Jobs in hand; after a drain those that its budget was too short for, which stay on the queue. */
    public int left() {
        return running.stream().mapToInt(JobConsumer::left).sum();
    }

    /** Drains: what is in hand ends within the drain budget, what is not goes back to the queue. */
    @Override
    public void close() {
        // Together: the drain budget is one for the whole worker.
        List<Thread> drains = running.stream()
                .map(consumer -> Thread.ofPlatform().name("drain").start(consumer::close))
                .toList();
        for (Thread drain : drains) {
            try {
                drain.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        gates.close();
        watchdog.close();
        engine.close();
        decodePool.close();
    }
}
