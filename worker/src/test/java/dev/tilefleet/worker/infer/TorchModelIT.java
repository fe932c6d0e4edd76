package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thousands of small forward passes: what one of them leaves behind would show. */
class TorchModelIT {
    private static final Path ARTIFACT = Path.of("..", "models", "unet10", "model.pt");
    private static final long MIB = 1 << 20;

    @BeforeAll
    static void loadLibrary() {
        TorchLibrary.load();
        touchJavaHeap();
    }

    @Test
    void forwardPassesLeaveNoNativeMemoryBehind() throws IOException {
        TorchShape small = new TorchShape(10, 1, 64, 64);
        try (TorchModel model = TorchModel.load(ARTIFACT, small, Device.cpu());
                Arena arena = Arena.ofConfined()) {
            MemorySegment tile = arena.allocate(small.tileSize(), Float.BYTES);
            List<MemorySegment> raws = List.of(arena.allocate(small.rawSize(), Float.BYTES));
            repeat(500, () -> model.run(tile, raws));
            long before = residentBytes();

            repeat(2000, () -> model.run(tile, raws));

            // One output a pass left behind would be 31 MiB, one level of the encoder 500.
            assertThat(residentBytes() - before).isLessThan(24 * MIB);
        }
    }

    @Test
    void failedForwardPassesLeaveNoNativeMemoryBehind() throws IOException {
        // 72 is no multiple of 16: the skip connections do not fit.
        TorchShape odd = new TorchShape(10, 1, 72, 72);
        try (TorchModel model = TorchModel.load(ARTIFACT, odd, Device.cpu());
                Arena arena = Arena.ofConfined()) {
            MemorySegment tile = arena.allocate(odd.tileSize(), Float.BYTES);
            List<MemorySegment> raws = List.of(arena.allocate(odd.rawSize(), Float.BYTES));
            repeat(300, () -> fail(model, tile, raws));
            long before = residentBytes();

            repeat(3000, () -> fail(model, tile, raws));

            // DJL's own predictor, which does not release its arguments then, grows by 200 MiB and faster from there.
            assertThat(residentBytes() - before).isLessThan(80 * MIB);
        }
    }

    @Test
    void loadingAndUnloadingLeavesNoNativeMemoryBehind() throws IOException {
        TorchShape small = new TorchShape(10, 1, 64, 64);
        repeat(5, () -> TorchModel.load(ARTIFACT, small, Device.cpu()).close());
        long before = residentBytes();

        repeat(20, () -> TorchModel.load(ARTIFACT, small, Device.cpu()).close());

        // The weights are 7.4 MiB.
        assertThat(residentBytes() - before).isLessThan(40 * MIB);
    }

    /** Makes half of the Java heap resident, so that its growth is not taken for native memory. */
    private static void touchJavaHeap() {
        List<byte[]> blocks = new ArrayList<>();
        for (long bytes = 0; bytes < Runtime.getRuntime().maxMemory() / 2; bytes += MIB / 8) {
            blocks.add(new byte[(int) MIB / 8]);
        }
        assertThat(blocks).isNotEmpty();
    }

    private static void fail(TorchModel model, MemorySegment tile, List<MemorySegment> raws) {
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> model.run(tile, raws));
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    /** VmRSS of this process in bytes. */
    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
