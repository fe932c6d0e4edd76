package dev.tilefleet.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to the processes of a fleet, it loses nothing, doubles nothing and leaves nothing open.
 *
 * <p>Short and always the same in every build; {@code -Dtilefleet.chaos.jobs} makes it longer, {@code
 * -Dtilefleet.chaos.seed} does the same again ({@code random} draws one).
 */
final class ChaosIT {
    private static final String SEED = "20261123";

    /** With the logs of all processes, and all that store and broker keep. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void everyPromiseIsKeptWhoeverIsKilled() throws InterruptedException {
        ChaosRun run = new ChaosRun(
                folder,
                seed(System.getProperty("tilefleet.chaos.seed", SEED)),
                Integer.getInteger("tilefleet.chaos.jobs", 200),
                Integer.getInteger("tilefleet.chaos.rounds", 3),
                Integer.getInteger("tilefleet.chaos.pace", 8),
                Integer.getInteger("tilefleet.chaos.tile", 1_000));

        assertThat(run.run()).isEmpty();
    }

    private static long seed(String text) {
        return text.equals("random") ? ThreadLocalRandom.current().nextInt(1_000_000_000) : Long.parseLong(text);
    }
}
