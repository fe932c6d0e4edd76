package dev.tilefleet.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.Standalone;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.S3TileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a store alone: whether anybody takes the files is not this command's concern. */
final class DropCommandIT {
    @TempDir
    private Path folder;

    private final TestingShell shell = new TestingShell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void filesLieInTheInboxWithTheirSideCars() throws IOException {
        Path tile = Files.writeString(folder.resolve("a b+c.tif"), "II*");
        try (EmbeddedStore store = store(folder.resolve("data"))) {
            int code = shell.with("TILEFLEET_DATA", folder.resolve("data").toString())
                    .run("drop", "--to", "/2026/11/", "-p", "boaAddOffset=-1000", tile.toString());

            assertThat(code).as(shell.err()).isZero();
            assertThat(shell.out())
                    .startsWith("inbox/cloud-mask/2026/11/a b+c.tif  outbox/cloud-mask/2026/11/a b+c.npy  ");
            assertThat(read("inbox/cloud-mask/2026/11/a b+c.tif")).isEqualTo("II*");
            assertThat(read("inbox/cloud-mask/2026/11/a b+c.tif.json"))
                    .isEqualTo("{\"inputs\": {\"boaAddOffset\": -1000.0}}");
            assertThat(store.endpoint()).isNotNull();
        }
    }

    @Test
    void aNameThatWouldBeIgnoredIsRefused() throws IOException {
        Path hidden = Files.writeString(folder.resolve("_tile.tif"), "II*");

        int code = shell.run("drop", hidden.toString());

        assertThat(code).isEqualTo(2);
        assertThat(shell.err()).contains("inbox/cloud-mask/_tile.tif would be ignored");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(shell.run("drop", folder.resolve("none.tif").toString())).isEqualTo(2);
        assertThat(shell.err()).contains("none.tif: no file that can be read");
    }

    @Test
    void withoutAFleetItSaysWhatToDo() throws IOException {
        Path tile = Files.writeString(folder.resolve("tile.tif"), "II*");

        int code = shell.with("TILEFLEET_DATA", folder.resolve("nowhere").toString())
                .run("drop", tile.toString());

        assertThat(code).isEqualTo(2);
        assertThat(shell.err()).contains("tilefleet up", "TILEFLEET_S3_ENDPOINT");
    }

    /** As {@code tilefleet up} leaves it. */
    private EmbeddedStore store(Path data) throws IOException {
        EmbeddedStore store = EmbeddedStore.start(data.resolve("s3"), 0, "tilefleet", new Secret("tilefleet-secret"));
        Files.writeString(data.resolve("s3.endpoint"), store.endpoint().toString());
        try (S3TileStore client = client()) {
            client.ensureBucket();
        }
        return store;
    }

    private S3TileStore client() {
        return new S3TileStore(
                Standalone.storeOf(folder.resolve("data"), new Secret("tilefleet"), new Secret("tilefleet-secret"))
                        .orElseThrow());
    }

    private String read(String key) {
        try (S3TileStore client = client()) {
            return new String(client.read(key).orElseThrow(), UTF_8);
        }
    }
}
