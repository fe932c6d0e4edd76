package dev.tilefleet.worker;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Drainable;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.FoundationConfig;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.worker.infer.InferenceConfig;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A worker as a process of its own: one of any number, all alike. */
public final class WorkerProcess implements Drainable {
    /** Every setting that it reads. */
    public static final List<Setting> SETTINGS = Stream.of(
                    WorkerConfig.SETTINGS, InferenceConfig.SETTINGS, ModelsConfig.SETTINGS, FoundationConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private final Opened opened;
    private final Foundation foundation;
    private final Worker worker;

    private WorkerProcess(Opened opened, Foundation foundation, Worker worker) {
        this.opened = opened;
        this.foundation = foundation;
        this.worker = worker;
    }

    /**
     * Starts a worker; it takes jobs when this returns.
     * @throws dev.tilefleet.config.InvalidConfigurationException if anything is wrong with the settings
     */
    public static WorkerProcess start(Settings settings, Clock clock, Host host) throws InterruptedException {
        WorkerConfig config = WorkerConfig.from(settings);
        InferenceConfig inference = InferenceConfig.from(settings);
        ModelsConfig modelsConfig = ModelsConfig.from(settings);
        FoundationConfig base = FoundationConfig.from(settings);
        settings.check();
        List<ModelDescription> models = modelsConfig.catalog().models();
        List<ProcessID> processes =
                models.stream().map(ModelDescription::process).toList();
        Opened opened = new Opened();
        try {
            Foundation foundation = Foundation.open(opened, base, processes, config.name());
            Worker worker = opened.add(new Worker(config, inference, base.kafka(), foundation, clock, host));
            worker.serve(models);
            foundation.started();
            return new WorkerProcess(opened, foundation, worker);
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public DrainBudget drain() {
        return foundation.drain();
    }

    @Override
    public int left() {
        return worker.left();
    }

    @Override
    public void close() {
        opened.close();
    }
}
