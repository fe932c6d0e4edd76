package dev.tilefleet.worker.infer;

import ai.djl.Device;
import dev.tilefleet.model.InvalidModelException;
import dev.tilefleet.model.ModelArtifact;
import dev.tilefleet.model.ModelDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libtorch on one device, and the models loaded on it. One a process.
 *
 * <p>Close it before the JVM ends, in a shutdown hook too: a forward pass that runs while the JVM exits crashes it.
 */
public final class InferenceEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InferenceEngine.class);

    private final Device device;
    private final int lanes;
    private final BatchingPolicy policy;
    private final DevicePermits permits;
    private final List<Inference> loaded = new ArrayList<>();

    private InferenceEngine(Device device, int lanes, int batchSize) {
        this.device = device;
        this.lanes = lanes;
        this.policy = new BatchingPolicy(batchSize);
        this.permits = new DevicePermits(lanes);
    }

    /**
     * Loads libtorch and chooses the device.
     *
     * @param cores of this process: the number of lanes on a CPU where the configuration names none
     * @throws InferenceUnavailableException if the library cannot be loaded, or CUDA was asked for and is not there
     */
    public static InferenceEngine start(InferenceConfig config, int cores) {
        TorchLibrary library = TorchLibrary.load();
        Device device = library.choose(config.device());
        boolean cpu = device.equals(Device.cpu());
        int lanes = config.predictors() > 0 ? config.predictors() : cpu ? cores : 1;
        int batchSize = config.batchSize() > 0 ? config.batchSize() : cpu ? 1 : 8;
        log.atInfo()
                .addKeyValue("libtorch", library.version())
                .addKeyValue("device", device)
                .addKeyValue("predictors", lanes)
                .addKeyValue("batchSize", batchSize)
                .log("inference engine started");
        return new InferenceEngine(device, lanes, batchSize);
    }

    /** Forward passes at a time; a worker that decodes as many tiles ahead keeps the device busy. */
    public int lanes() {
        return lanes;
    }

    /** Tiles a forward pass at most. */
    public int batchSize() {
        return policy.batchSize();
    }

    /**
     * Checks the artifact, loads it and warms it up: when this returns, the first tile costs what every tile costs.
     *
     * @throws InvalidModelException if the artifact is missing or not the one its item names
     * @throws InferenceUnavailableException if it cannot be loaded, or does not take and give what its item says
     */
    public synchronized Inference load(ModelDescription description) {
        long begin = System.nanoTime();
        Path artifact = new ModelArtifact(description).verified();
        TorchShape shape = TorchShape.of(description);
        TorchModel model = TorchModel.load(artifact, shape, device);
        long warmUp = System.nanoTime();
        try {
            model.warmUp(policy.sizes());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        log.atInfo()
                .addKeyValue("process", description.process())
                .addKeyValue("digest", description.digest())
                .addKeyValue("load", Duration.ofNanos(warmUp - begin))
                .addKeyValue("warmUp", Duration.ofNanos(System.nanoTime() - warmUp))
                .log("model loaded");
        Inference inference =
                Batcher.start(description.process().value(), shape, policy, permits, lanes, model, model::close);
        loaded.add(inference);
        return inference;
    }

    /** Closes every model loaded here. */
    @Override
    public synchronized void close() {
        loaded.forEach(Inference::close);
        loaded.clear();
    }
}
