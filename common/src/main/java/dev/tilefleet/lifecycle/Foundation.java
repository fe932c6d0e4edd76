package dev.tilefleet.lifecycle;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreProbe;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What api and worker stand on, opened and checked: the store that can be the register, the log, the management port.
 *
 * @param drain begun when the process is told to stop
 */
public record Foundation(
        TileStore store,
        FleetLog log,
        FleetMeters meters,
        Readiness readiness,
        Readiness.Condition start,
        ManagementServer management,
        DrainBudget drain) {
    private static final Logger logger = LoggerFactory.getLogger(Foundation.class);
    private static final Duration TOPICS_POLL = Duration.ofSeconds(2);

    /**
     * Opens the management port first, so that a process which waits for the rest can be asked what for.
     *
     * @param opened gets what must be closed
     * @param processes whose topics must exist before this returns
     * @param clientID names this process to the brokers
     * @throws dev.tilefleet.store.UnsuitableStoreException if the store cannot be the register
     * @throws dev.tilefleet.store.StoreUnavailableException if it does not answer
     * @throws dev.tilefleet.queue.QueueUnavailableException if the brokers do not answer
     */
    public static Foundation open(
            Opened opened, FoundationConfig config, Collection<ProcessID> processes, String clientID)
            throws InterruptedException {
        Readiness readiness = new Readiness();
        Readiness.Condition start = readiness.condition("start", "going on");
        Readiness.Condition probe = readiness.condition("store", "being probed");
        Readiness.Condition topics = readiness.condition("topics", "being looked for");
        PrometheusMeterRegistry registry = registry(opened);
        ManagementServer server = opened.add(new ManagementServer(
                config.management().host(), config.management().port(), readiness, registry));
        S3TileStore store = opened.add(new S3TileStore(config.store()));
        store.ensureBucket();
        new StoreProbe(store).check();
        probe.met();
        awaitTopics(config.kafka(), processes, topics);
        DrainBudget drain = new DrainBudget(config.management().drainBudget());
        FleetLog log = opened.add(new FleetLog(config.kafka(), clientID));
        return new Foundation(store, log, new FleetMeters(registry), readiness, start, server, drain);
    }

    /** Everything that this process has conditions for has added them: from now on those alone say whether it is ready. */
    public void started() {
        start.met();
    }

    private static PrometheusMeterRegistry registry(Opened opened) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        opened.add(registry::close);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        opened.add(new JvmGcMetrics()).bindTo(registry);
        return registry;
    }

    private static void awaitTopics(KafkaConfig kafka, Collection<ProcessID> processes, Readiness.Condition condition)
            throws InterruptedException {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            for (Set<String> missing = admin.missing(processes);
                    !missing.isEmpty();
                    missing = admin.missing(processes)) {
                condition.unmet("missing %s; tilefleet topics apply makes them".formatted(missing));
                logger.atWarn()
                        .addKeyValue("missing", missing)
                        .log("topics are missing, waiting for tilefleet topics apply");
                Thread.sleep(TOPICS_POLL);
            }
        }
        condition.met();
    }
}
