package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.tilefleet.config.Secret;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a sweep costs an api replica with many files in the inbox that are all taken, in time and memory; printed. Run by
 * its name only, on a machine that does nothing else. The store is one that lists for nothing: what a real one takes to
 * list comes on top. Both share this JVM, so the CPU time is that of both.
 */
final class InboxMeasurement {
    private static final int FILES = Integer.getInteger("measure.files", 100_000);
    private static final int A_FOLDER = 1_000;
    private static final int TURNS = 3;
    private static final String BUCKET = "tilefleet";

    private long heapBefore;
    private long heapAtEnd;

    @Test
    void sweep() throws IOException {
        try (TestingListing listing = new TestingListing();
                S3TileStore store = new S3TileStore(config(listing))) {
            fill(listing);
            listing.onLastPage(prefix -> heapAtEnd = prefix.equals(ObjectKeys.INBOX) ? heap() : heapAtEnd);
            AtomicInteger taken = new AtomicInteger();
            Sweep sweep = new Sweep(
                    new Shelf(store, false),
                    new Marks(store, "nobody", Duration.ofDays(30), Clock.systemUTC()),
                    false,
                    _ -> false,
                    (_, _) -> taken.incrementAndGet());
            for (int turn = 0; turn < TURNS; turn++) {
                measure(sweep);
            }
            assertThat(taken).hasValue(0);
        }
    }

    private void measure(Sweep sweep) {
        heapBefore = heap();
        long cpu = cpu();
        long begin = System.nanoTime();
        sweep.run();
        System.out.printf(
                "%,d files, all taken: a sweep %d ms, CPU %d ms, %,d bytes of heap while it lasts, %d a file%n",
                FILES,
                Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                Duration.ofNanos(cpu() - cpu).toMillis(),
                heapAtEnd - heapBefore,
                (heapAtEnd - heapBefore) / FILES);
    }

    private static StoreConfig config(TestingListing listing) {
        return new StoreConfig(
                listing.endpoint(),
                "us-east-1",
                BUCKET,
                new Secret("access"),
                new Secret("hidden"),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20));
    }

    private static void fill(TestingListing listing) {
        List<String> files = IntStream.range(0, FILES)
                .mapToObj(file -> "inbox/unet10/2026/11/%03d/tile-%06d.tif".formatted(file / A_FOLDER, file))
                .toList();
        listing.has(ObjectKeys.INBOX, files);
        listing.has(
                ObjectKeys.DROPS,
                files.stream()
                        .map(key -> "%s/%s@%s".formatted(BUCKET, key, TestingListing.ETAG))
                        .map(name -> ObjectKeys.drop(Sha256.of(name.getBytes(UTF_8))))
                        .toList());
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
