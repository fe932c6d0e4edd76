package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.model.InvalidModelException;
import dev.tilefleet.model.ModelCatalog;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.worker.infer.InferenceConfig.DeviceChoice;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real library and the shipped models, on the CPU. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InferenceEngineIT {
    private final ModelCatalog catalog = ModelCatalog.load(Path.of("..", "models"));
    private final InferenceEngine engine = InferenceEngine.start(new InferenceConfig(DeviceChoice.CPU, 0, 0), 2);
    private final Arena arena = Arena.ofShared();

    @TempDir
    private Path folder;

    @AfterAll
    void close() {
        engine.close();
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet10", "cloud-mask"})
    void aTileGivesTheSameBitsAloneAndBesideOthers(String process) throws Exception {
        try (Inference inference = engine.load(model(process))) {
            MemorySegment tile = tile(inference);
            MemorySegment alone = infer(inference, tile);

            List<MemorySegment> others = inferAtOnce(inference, tile, 6);

            assertThat(others)
                    .allSatisfy(other -> assertThat(other.mismatch(alone)).isEqualTo(-1));
            assertThat(spread(alone)).isGreaterThan(0.1f);
        }
    }

    /** Not bit for bit: oneDNN may choose another kernel for another batch size. */
    @ParameterizedTest
    @ValueSource(strings = {"unet10", "cloud-mask"})
    void aBatchGivesWhatItsTilesGiveAlone(String process) {
        TorchShape shape = TorchShape.of(model(process));
        try (TorchModel torch = TorchModel.load(model(process).artifact(), shape, ai.djl.Device.cpu())) {
            MemorySegment tiles = fill(arena.allocate(2 * shape.tileSize(), Float.BYTES));
            List<MemorySegment> together = List.of(raw(shape.rawSize()), raw(shape.rawSize()));
            List<MemorySegment> alone = List.of(raw(shape.rawSize()), raw(shape.rawSize()));
            torch.run(tiles.asSlice(0, shape.tileSize()), alone.subList(0, 1));
            torch.run(tiles.asSlice(shape.tileSize()), alone.subList(1, 2));

            torch.run(tiles, together);

            assertThat(distance(together.getFirst(), alone.getFirst())).isLessThan(1e-4f);
            assertThat(distance(together.getLast(), alone.getLast())).isLessThan(1e-4f);
            assertThat(distance(alone.getFirst(), alone.getLast())).isGreaterThan(0.01f);
        }
    }

    @Test
    void anUnloadedModelTakesNoTile() {
        Inference inference = engine.load(model("unet10"));
        MemorySegment tile = tile(inference);
        inference.close();

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> infer(inference, tile));
    }

    @Test
    void refusesToStartWithoutTheCudaThatWasAskedFor() {
        assertThatExceptionOfType(InferenceUnavailableException.class)
                .isThrownBy(() -> InferenceEngine.start(new InferenceConfig(DeviceChoice.CUDA, 0, 0), 2))
                .withMessageContaining("TILEFLEET_DEVICE=cuda, but this process has no CUDA");
    }

    @Test
    void takesTheCpuWhereThereIsNoCuda() {
        try (InferenceEngine other = InferenceEngine.start(new InferenceConfig(DeviceChoice.AUTO, 0, 0), 3)) {
            assertThat(other.lanes()).isEqualTo(3);
            assertThat(other.batchSize()).isEqualTo(1);
        }
    }

    @Test
    void refusesAnArtifactOfAnotherDigest() {
        ModelDescription model = withArtifact(
                model("unet10"), model("cloud-mask").artifact(), model("unet10").digest());

        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> engine.load(model))
                .withMessageContaining("its SHA-256 is");
    }

    @Test
    void refusesAnArtifactThatIsNoTorchScript() throws IOException {
        Path artifact = Files.writeString(folder.resolve("model.pt"), "not a zip");
        ModelDescription model = withArtifact(model("unet10"), artifact, Sha256.of(Files.readAllBytes(artifact)));

        assertThatExceptionOfType(InferenceUnavailableException.class)
                .isThrownBy(() -> engine.load(model))
                .withMessageContaining("model.pt: cannot be loaded as TorchScript");
    }

    @Test
    void refusesAnArtifactThatDoesNotTakeWhatItsItemSays() {
        ModelDescription other = model("cloud-mask");
        ModelDescription model = withArtifact(model("unet10"), other.artifact(), other.digest());

        assertThatExceptionOfType(InferenceUnavailableException.class)
                .isThrownBy(() -> engine.load(model))
                .withMessageContaining("does not run as its item says");
    }

    private List<MemorySegment> inferAtOnce(Inference inference, MemorySegment tile, int times) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<MemorySegment> call = () -> infer(inference, tile);
            List<Future<MemorySegment>> futures = IntStream.range(0, times)
                    .mapToObj(i -> callers.submit(call))
                    .toList();
            List<MemorySegment> raws = new ArrayList<>();
            for (Future<MemorySegment> future : futures) {
                raws.add(future.get());
            }
            return raws;
        }
    }

    private MemorySegment infer(Inference inference, MemorySegment tile) throws InterruptedException {
        MemorySegment raw = raw(inference.rawSize());
        inference.infer(tile, raw);
        return raw;
    }

    private MemorySegment tile(Inference inference) {
        return fill(arena.allocate(inference.tileSize(), Float.BYTES));
    }

    private MemorySegment raw(long size) {
        return arena.allocate(size, Float.BYTES);
    }

    /** A texture between 0 and 1, the same every time. */
    private static MemorySegment fill(MemorySegment tile) {
        for (long i = 0; i < tile.byteSize() / Float.BYTES; i++) {
            tile.setAtIndex(ValueLayout.JAVA_FLOAT, i, (i * 7919 % 10007) / 10007f);
        }
        return tile;
    }

    private static float spread(MemorySegment raw) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float value : raw.toArray(ValueLayout.JAVA_FLOAT)) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    private static float distance(MemorySegment one, MemorySegment other) {
        float most = 0;
        for (long i = 0; i < one.byteSize() / Float.BYTES; i++) {
            most = Math.max(
                    most,
                    Math.abs(one.getAtIndex(ValueLayout.JAVA_FLOAT, i) - other.getAtIndex(ValueLayout.JAVA_FLOAT, i)));
        }
        return most;
    }

    private ModelDescription model(String process) {
        return catalog.model(new ProcessID(process)).orElseThrow();
    }

    private static ModelDescription withArtifact(ModelDescription model, Path artifact, Sha256 digest) {
        return new ModelDescription(
                model.process(),
                model.title(),
                model.description(),
                model.version(),
                artifact,
                digest,
                model.input(),
                model.postProcessing(),
                model.classes(),
                model.parameters());
    }
}
