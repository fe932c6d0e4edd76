package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a sweep takes and how much memory, with many files in the inbox of the embedded store that are all taken;
 * printed. Run by its name only, on a machine that does nothing else. The store shares this JVM: its part of the time is
 * told apart by a listing alone.
 */
final class InboxMeasurement {
    private static final int FILES = Integer.getInteger("measure.files", 100_000);
    private static final int A_FOLDER = 1_000;
    private static final String BUCKET = "tilefleet";
    private static final byte[] ETAG = new byte[16];

    @TempDir
    private Path data;

    @Test
    void sweep() throws IOException {
        try (EmbeddedStore embedded = EmbeddedStore.start(data, 0, "access", new Secret("hidden"));
                S3TileStore store = new S3TileStore(new StoreConfig(
                        embedded.endpoint(),
                        "us-east-1",
                        BUCKET,
                        new Secret("access"),
                        new Secret("hidden"),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(5)))) {
            store.ensureBucket();
            fill(data.resolve("objects").resolve(BUCKET));
            Marks marks = new Marks(store, "nobody", Duration.ofDays(30), Clock.systemUTC());
            AtomicInteger taken = new AtomicInteger();
            Shelf shelf = new Shelf(store, false);
            Sweep sweep = new Sweep(shelf, marks, false, _ -> false, (_, _) -> taken.incrementAndGet());
            listed(shelf);
            long before = heap();
            Marks.Standing standing = marks.standing();
            long bytes = heap() - before;
            assertThat(standing.taken()).hasSize(FILES);
            long begin = System.nanoTime();
            sweep.run();
            System.out.printf(
                    "%,d files: a sweep %d ms; marks in memory %,d bytes, %d a file%n",
                    FILES, millis(begin), bytes, bytes / FILES);
            assertThat(taken).hasValue(0);
        }
    }

    private static void listed(Shelf shelf) {
        AtomicInteger seen = new AtomicInteger();
        long begin = System.nanoTime();
        shelf.walk(_ -> seen.incrementAndGet());
        System.out.printf("%,d files: a listing of the inbox alone %d ms%n", seen.get(), millis(begin));
    }

    /** As S3Proxy lays them down, which by requests would take an hour. */
    private static void fill(Path bucket) throws IOException {
        Path marks = Files.createDirectories(bucket.resolve(ObjectKeys.DROPS));
        String eTag = "0".repeat(2 * ETAG.length);
        for (int file = 0; file < FILES; file++) {
            String key = "inbox/unet10/%03d/%06d.tif".formatted(file / A_FOLDER, file);
            object(bucket.resolve(key));
            object(marks.resolve(Sha256.of("%s/%s@%s".formatted(BUCKET, key, eTag).getBytes(UTF_8))
                    .hex()));
        }
    }

    private static void object(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[1]);
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class)
                .write("user.content-md5", ByteBuffer.wrap(ETAG));
    }

    private static long millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
