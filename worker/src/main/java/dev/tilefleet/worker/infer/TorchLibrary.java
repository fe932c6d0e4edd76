package dev.tilefleet.worker.infer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.tilefleet.worker.infer.InferenceConfig.DeviceChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** libtorch, loaded once a process by the first call. */
final class TorchLibrary {
    static final String ENGINE = "PyTorch";
    private static final Logger log = LoggerFactory.getLogger(TorchLibrary.class);

    private final Engine engine;

    private TorchLibrary(Engine engine) {
        this.engine = engine;
    }

    /**
     * Loads the library.
     *
     * <p>These properties are read while it loads. Lanes are the parallelism here, so each forward pass keeps to its
     * own thread; and a worker talks to nobody but its store and its broker.
     *
     * @throws InferenceUnavailableException if the library is not there or does not fit
     */
    static TorchLibrary load() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            return new TorchLibrary(Engine.getEngine(ENGINE));
        } catch (EngineException e) {
            throw new InferenceUnavailableException(
                    "libtorch cannot be loaded: %s. It is taken from the pytorch-native-cpu jar and unpacked below"
                                    .formatted(e.getCause() == null ? e : e.getCause())
                            + " DJL_CACHE_DIR (default ~/.djl.ai), which must be writable and have 450 MB free; or"
                            + " from the folder PYTORCH_LIBRARY_PATH names, with PYTORCH_VERSION and PYTORCH_FLAVOR",
                    e);
        }
    }

    String version() {
        return engine.getVersion();
    }

    /**
     * The device that was asked for, never another one.
     *
     * @throws InferenceUnavailableException if that is CUDA and it does not work
     */
    Device choose(DeviceChoice choice) {
        return switch (choice) {
            case CPU -> Device.cpu();
            case AUTO -> worksWithCuda() ? Device.gpu() : Device.cpu();
            case CUDA -> {
                if (!worksWithCuda()) {
                    throw new InferenceUnavailableException(
                            "TILEFLEET_DEVICE=cuda, but this process has no CUDA: either no GPU is visible to it, or"
                                    + " libtorch is the CPU build. Point PYTORCH_LIBRARY_PATH to libtorch %s for CUDA, with"
                                            .formatted(version())
                                    + " PYTORCH_VERSION and PYTORCH_FLAVOR, or set TILEFLEET_DEVICE=cpu");
                }
                yield Device.gpu();
            }
        };
    }

    // DJL counts GPUs through a libcudart it looks for by itself and need not find; a tensor on the device is the
    // proof.
    private boolean worksWithCuda() {
        if (!engine.hasCapability("CUDA")) {
            return false;
        }
        try (NDManager scope = engine.newBaseManager(Device.gpu())) {
            return scope.create(new float[] {1}).getFloat() == 1;
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("cuda is there but does not work");
            return false;
        }
    }
}
