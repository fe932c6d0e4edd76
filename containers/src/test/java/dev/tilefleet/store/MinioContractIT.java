package dev.tilefleet.store;

import dev.tilefleet.containers.Docker;
import dev.tilefleet.containers.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link TileStore} promises, asked of MinIO. */
@ExtendWith(Docker.class)
final class MinioContractIT extends TileStoreContractIT {
    private final Servers servers;

    MinioContractIT(Servers servers) {
        this.servers = servers;
    }

    @Override
    TestingStore store(Path data) {
        return TestingStore.at(servers.s3(), servers.accessKey(), servers.secretKey());
    }
}
