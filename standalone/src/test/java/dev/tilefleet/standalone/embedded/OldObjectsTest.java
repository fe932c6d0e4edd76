package dev.tilefleet.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.store.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldObjectsTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-01T12:00:00Z");
    private static final Retention RETENTION = new Retention(Duration.ofDays(30), Duration.ofDays(8));

    @TempDir
    private Path bucket;

    @Test
    void nothingGoesBeforeItsTime() throws IOException {
        aJob();

        int removed = after(Duration.ofDays(8));

        assertThat(removed).isZero();
        assertThat(objects()).containsExactly("inputs/a/b", "jobs/a.json", "outcomes/a.json", "results/a/c/mask.npy");
    }

    @Test
    void theTileGoesFirst() throws IOException {
        aJob();

        after(Duration.ofDays(8).plusNanos(1));

        assertThat(objects()).containsExactly("jobs/a.json", "outcomes/a.json", "results/a/c/mask.npy");
    }

    @Test
    void thenTheJobsDocument() throws IOException {
        aJob();

        after(Duration.ofDays(30).plusSeconds(1));

        assertThat(objects()).containsExactly("outcomes/a.json", "results/a/c/mask.npy");
    }

    @Test
    void thenTheMask() throws IOException {
        aJob();

        after(Duration.ofDays(31).plusSeconds(1));

        assertThat(objects()).containsExactly("outcomes/a.json");
    }

    @Test
    void andInTheEndAllOfItWithItsFolders() throws IOException {
        aJob();

        int removed = after(Duration.ofDays(38));

        assertThat(removed).isEqualTo(4);
        assertThat(folders()).containsExactly("inputs", "jobs", "outcomes", "results");
    }

    @Test
    void aNewFolderStaysThoughItIsEmpty() throws IOException {
        Path folder = Files.createDirectories(bucket.resolve("inputs/new"));
        Files.setLastModifiedTime(folder, FileTime.from(WRITTEN.plus(Duration.ofDays(40))));

        after(Duration.ofDays(40));

        assertThat(folder).exists();
    }

    @Test
    void whatIsNotOfTheFleetStays() throws IOException {
        write("inbox/cloud-mask/tile.tif");
        write("notes.txt");

        after(Duration.ofDays(1_000));

        assertThat(objects()).containsExactly("inbox/cloud-mask/tile.tif", "notes.txt");
    }

    @Test
    void aBucketThatIsNotThereYetIsNoFault() throws IOException {
        OldObjects sweep = new OldObjects(bucket.resolve("later"), RETENTION, () -> WRITTEN);

        assertThat(sweep.remove()).isZero();
    }

    private void aJob() throws IOException {
        write("inputs/a/b");
        write("jobs/a.json");
        write("outcomes/a.json");
        write("results/a/c/mask.npy");
    }

    /** An object and its folders, all of the same time. */
    private void write(String key) throws IOException {
        Path file = bucket.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, key);
        for (Path path = file; !path.equals(bucket); path = path.getParent()) {
            Files.setLastModifiedTime(path, FileTime.from(WRITTEN));
        }
    }

    private int after(Duration time) throws IOException {
        return new OldObjects(bucket, RETENTION, () -> WRITTEN.plus(time)).remove();
    }

    private List<String> objects() throws IOException {
        return below(Files::isRegularFile);
    }

    private List<String> folders() throws IOException {
        return below(Files::isDirectory);
    }

    private List<String> below(java.util.function.Predicate<Path> kind) throws IOException {
        try (Stream<Path> paths = Files.walk(bucket)) {
            return paths.filter(path -> !path.equals(bucket) && kind.test(path))
                    .map(path -> bucket.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
