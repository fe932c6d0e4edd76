package dev.tilefleet.worker;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.worker.infer.InferenceConfig;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A worker as a process of its own: one of any number, all alike. */
public final class WorkerProcess implements AutoCloseable {
    /** Every setting that it reads. */
    public static final List<Setting> SETTINGS = Stream.of(
                    WorkerConfig.SETTINGS,
                    InferenceConfig.SETTINGS,
                    ManagementConfig.SETTINGS,
                    ModelsConfig.SETTINGS,
                    KafkaConfig.SETTINGS,
                    StoreConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private final Opened opened;

    private WorkerProcess(Opened opened) {
        this.opened = opened;
    }

    /**
     * Starts a worker; it takes jobs when this returns.
     * @throws dev.tilefleet.config.InvalidConfigurationException if anything is wrong with the settings
     */
    public static WorkerProcess start(Settings settings, Clock clock, Host host) throws InterruptedException {
        WorkerConfig config = WorkerConfig.from(settings);
        InferenceConfig inference = InferenceConfig.from(settings);
        ManagementConfig management = ManagementConfig.from(settings);
        ModelsConfig modelsConfig = ModelsConfig.from(settings);
        KafkaConfig kafka = KafkaConfig.from(settings);
        StoreConfig store = StoreConfig.from(settings);
        settings.check();
        List<ModelDescription> models = modelsConfig.catalog().models();
        List<ProcessID> processes =
                models.stream().map(ModelDescription::process).toList();
        Opened opened = new Opened();
        try {
            Foundation foundation = Foundation.open(opened, management, store, kafka, processes, config.name());
            opened.add(new Worker(config, inference, kafka, foundation, clock, host))
                    .serve(models);
            return new WorkerProcess(opened);
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    /** Drains and leaves. */
    @Override
    public void close() {
        opened.close();
    }
}
