package dev.tilefleet.worker.infer;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A TorchScript artifact in memory. Every tensor of a forward pass belongs to a scope that ends with it.
 *
 * <p>The script is called through DJL's {@code IValue}, one level below its {@code Predictor}: that one does not release
 * its arguments when the script fails (DJL 0.35.1, {@code IValueUtils.forward}), some 350 KB a failure in a small test.
 */
final class TorchModel implements Forward, AutoCloseable {
    // The first run of a shape profiles the graph, the second optimises it, from the third on it is steady.
    private static final int WARM_UPS = 3;

    private final Model model;
    private final PtSymbolBlock block;
    private final TorchShape shape;

    private TorchModel(Model model, PtSymbolBlock block, TorchShape shape) {
        this.model = model;
        this.block = block;
        this.shape = shape;
    }

    /**
     * Loads an artifact, for inference from the first run on.
     *
     * @throws InferenceUnavailableException if libtorch cannot read it
     */
    static TorchModel load(Path artifact, TorchShape shape, Device device) {
        Model model = Model.newInstance(artifact.getFileName().toString(), device, TorchLibrary.ENGINE);
        try {
            model.load(artifact, null, Map.of("mapLocation", "true"));
            PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
            JniUtils.enableInferenceMode(block);
            return new TorchModel(model, block, shape);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new InferenceUnavailableException(artifact + ": cannot be loaded as TorchScript: " + e, e);
        }
    }

    /**
     * Runs each batch size until libtorch has optimised for its shape.
     *
     * @throws InferenceUnavailableException if the artifact does not take or give the shapes its item says
     */
    void warmUp(List<Integer> sizes) {
        try (Arena arena = Arena.ofConfined()) {
            for (int size : sizes) {
                MemorySegment tiles = arena.allocate(size * shape.tileSize(), ValueLayout.JAVA_FLOAT.byteAlignment());
                MemorySegment raw = arena.allocate(shape.rawSize(), ValueLayout.JAVA_FLOAT.byteAlignment());
                List<MemorySegment> raws =
                        Stream.generate(() -> raw).limit(size).toList();
                for (int i = 0; i < WARM_UPS; i++) {
                    run(tiles, raws);
                }
            }
        } catch (RuntimeException e) {
            throw new InferenceUnavailableException(
                    "%s: does not run as its item says: %s".formatted(model.getModelPath(), e), e);
        }
    }

    @Override
    public void run(MemorySegment tiles, List<MemorySegment> raws) {
        ByteBuffer bytes = tiles.asByteBuffer().order(ByteOrder.nativeOrder());
        Shape batch = new Shape(raws.size(), shape.bands(), shape.height(), shape.width());
        try (PtNDManager scope = (PtNDManager) model.getNDManager().newSubManager()) {
            PtNDArray input = scope.create(bytes, batch, DataType.FLOAT32);
            try (IValue argument = IValue.from(input);
                    IValue result = block.forward(argument)) {
                copy(result.toTensor(scope), raws);
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }

    private void copy(NDArray output, List<MemorySegment> raws) {
        Shape expected = new Shape(raws.size(), shape.channels(), shape.height(), shape.width());
        if (!output.getShape().equals(expected) || output.getDataType() != DataType.FLOAT32) {
            throw new IllegalStateException("the output is %s %s, the item says %s %s"
                    .formatted(output.getDataType(), output.getShape(), DataType.FLOAT32, expected));
        }
        MemorySegment all = MemorySegment.ofBuffer(output.toByteBuffer(true));
        for (int i = 0; i < raws.size(); i++) {
            MemorySegment.copy(all, i * shape.rawSize(), raws.get(i), 0, shape.rawSize());
        }
    }
}
