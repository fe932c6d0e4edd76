package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Reconciliation;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.TileStore;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tilefleet reconcile}. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Queue every job again that the store holds and that has not ended: after a lost Kafka topic,",
            "once 'tilefleet topics apply' has made it anew. A job that is queued twice still ends once.",
            "Lists the whole store. Ends with 1 if a job's document cannot be read or its process has no topic;",
            "the others are queued all the same."
        })
final class ReconcileCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Option(names = "--dry-run", description = "Say what would be done; queue nothing.")
    private boolean dryRun;

    ReconcileCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = new FleetOptions(surroundings).settings();
        KafkaConfig kafka = KafkaConfig.from(settings);
        StoreConfig store = StoreConfig.from(settings);
        settings.check();
        Reconciliation.Summary summary = Foreground.started(() -> reconcile(kafka, store));
        summary.unreadable().forEach(found -> screen.complaint(found.key() + ": " + found.reason()));
        summary.withoutTopic()
                .forEach((process, count) -> screen.complaint("%s: %d not queued, there is no topic %s"
                        .formatted(process, count, kafka.topics().jobs(process))));
        screen.line("jobs in the store %d: ended %d, %s %d, expired %d, without a topic %d, unreadable %d"
                .formatted(
                        summary.jobs(),
                        summary.ended(),
                        dryRun ? "to be queued again" : "queued again",
                        summary.queued(),
                        summary.expired(),
                        summary.stranded(),
                        summary.unreadable().size()));
        return (summary.isComplete() ? Exit.OK : Exit.JOB_FAILED).code();
    }

    private Reconciliation.Summary reconcile(KafkaConfig kafka, StoreConfig config) {
        try (TileStore store = new S3TileStore(config);
                TopicAdmin topics = new TopicAdmin(kafka)) {
            Predicate<ProcessID> hasTopic = topics.queues();
            if (dryRun) {
                return new Reconciliation(store, hasTopic, _ -> {}, surroundings.clock()).run();
            }
            try (FleetLog log = new FleetLog(kafka, "tilefleet-reconcile")) {
                return new Reconciliation(store, hasTopic, log::append, surroundings.clock()).run();
            }
        }
    }
}
