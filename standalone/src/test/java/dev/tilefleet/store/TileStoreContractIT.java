package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileStoreContractIT {
    @Test
    void probes(@TempDir Path dir) {
        try (EmbeddedStore e = EmbeddedStore.start(dir, 0, "k", new Secret("s"));
                S3TileStore store = new S3TileStore(new StoreConfig(
                        e.endpoint(),
                        "us-east-1",
                        "bucket",
                        new Secret("k"),
                        new Secret("s"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)))) {
            store.ensureBucket();
            new StoreProbe(store).check();
            assertThat(store.list("")).isEmpty();
        }
    }
}
