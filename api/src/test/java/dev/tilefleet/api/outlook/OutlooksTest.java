package dev.tilefleet.api.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlooksTest {
    private static final ProcessID CLOUDS = new ProcessID("cloud-mask");
    private static final ProcessID UNET = new ProcessID("unet10");
    private static final long NOW = 1_764_000_000_000L;

    private final Outlooks outlooks = new Outlooks();

    @Test
    void countsFromOne() {
        join(CLOUDS, NOW);
        join(CLOUDS, NOW + 1);

        assertThat(of(CLOUDS, NOW)).hasValue(new Outlook(1, Optional.empty()));
        assertThat(of(CLOUDS, NOW + 1)).hasValue(new Outlook(2, Optional.empty()));
    }

    @Test
    void eachProcessHasItsOwnLine() {
        join(CLOUDS, NOW);

        join(UNET, NOW + 1);

        assertThat(of(UNET, NOW + 1).orElseThrow().position()).isOne();
    }

    @Test
    void whoIsTakenAndWhoLeavesIsBeforeNobody() {
        join(CLOUDS, NOW);
        join(CLOUDS, NOW + 1);
        join(CLOUDS, NOW + 2);

        outlooks.take(CLOUDS, NOW);
        outlooks.leave(CLOUDS, NOW + 1);

        assertThat(of(CLOUDS, NOW + 2).orElseThrow().position()).isOne();
    }

    @Test
    void estimatesFromTheLastEnds() {
        for (int i = 0; i < 20; i++) {
            join(CLOUDS, NOW + i);
        }
        for (int i = 0; i < 10; i++) {
            outlooks.take(CLOUDS, NOW + i);
            outlooks.end(CLOUDS, NOW + 1_000L * i, 1_500);
        }

        Optional<Outlook> last = outlooks.of(CLOUDS, NOW + 19, Instant.ofEpochMilli(NOW + 9_000));

        assertThat(last.orElseThrow().left().orElseThrow()).hasMillis(9 * 1_000 + 1_500);
    }

    @Test
    void nothingIsKnownOfALineWhoseBeginIsForgottenUntilItsTurnHasCome() {
        join(CLOUDS, NOW);
        join(CLOUDS, NOW + 1);
        join(CLOUDS, NOW + 2);

        outlooks.forget(CLOUDS, NOW);
        assertThat(of(CLOUDS, NOW + 2)).isEmpty();
        outlooks.leave(CLOUDS, NOW + 1);
        assertThat(of(CLOUDS, NOW + 2)).isEmpty();
        join(CLOUDS, NOW + 3);
        outlooks.take(CLOUDS, NOW + 2);

        assertThat(of(CLOUDS, NOW + 3)).hasValue(new Outlook(1, Optional.empty()));
    }

    @Test
    void aProcessOfWhichNobodyToldHasNone() {
        assertThat(of(CLOUDS, NOW)).isEmpty();
    }

    private void join(ProcessID process, long submitted) {
        outlooks.join(process, submitted, submitted);
    }

    private Optional<Outlook> of(ProcessID process, long submitted) {
        return outlooks.of(process, submitted, Instant.ofEpochMilli(NOW));
    }
}
