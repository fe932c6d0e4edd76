package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorePulseTest {
    private final TestingTileStore store = new TestingTileStore();

    @Test
    void leavesNothingBehind() {
        new StorePulse(store).run();

        assertThat(store.objects).isEmpty();
    }
}
