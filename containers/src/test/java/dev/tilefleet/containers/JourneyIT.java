package dev.tilefleet.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.Mask;
import dev.tilefleet.standalone.TestingTiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real tile's way through Kafka and MinIO. */
@ExtendWith(Docker.class)
final class JourneyIT {
    /** How many pixels may differ on another processor: see the tolerances of the golden data. */
    private static final int TOLERANCE = 30;

    private final Servers servers;

    JourneyIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void aTileBecomesItsMask() throws Exception {
        try (Fleet fleet = Fleet.start(servers, "cloud-mask")) {
            String job = fleet.user().submit("cloud-mask", TestingTiles.clouds());

            Mask mask = fleet.user().mask(job);

            assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(TOLERANCE);
            String id = job.substring("/jobs/".length());
            assertThat(fleet.store().list("outcomes/")).containsExactly("outcomes/" + id + ".json");
            assertThat(fleet.store().list("results/"))
                    .singleElement()
                    .asString()
                    .startsWith("results/" + id + "/");
        }
    }
}
