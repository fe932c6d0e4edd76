package dev.tilefleet.store;

import dev.tilefleet.containers.Docker;
import dev.tilefleet.containers.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many at once, one wins, all agree: in MinIO, too. */
@ExtendWith(Docker.class)
final class MinioClaimRaceIT extends ClaimRaceIT {
    private final Servers servers;

    MinioClaimRaceIT(Servers servers) {
        this.servers = servers;
    }

    @Override
    TestingStore store(Path data) {
        return TestingStore.at(servers.s3(), servers.accessKey(), servers.secretKey());
    }
}
