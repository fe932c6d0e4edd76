package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.job.UnreadableDocumentException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private final TestingTileStore store = new TestingTileStore();
    private final Tombstones tombstones = new Tombstones(store);
    private final JobID job = JobID.random();

    @Test
    void aRemovedJobHasATombstone() {
        assertThat(tombstones.find(job)).isEmpty();

        Tombstone tombstone = tombstone(1);

        assertThat(tombstones.claim(tombstone)).isSameAs(tombstone);
        assertThat(tombstones.find(job)).hasValue(tombstone);
        assertThat(store.objects).containsOnlyKeys("tombstones/" + job + ".json");
    }

    @Test
    void ofTwoTombstonesTheFirstStands() {
        Tombstone first = tombstones.claim(tombstone(1));

        assertThat(tombstones.claim(tombstone(2))).isEqualTo(first);
        assertThat(tombstones.find(job)).hasValue(first);
    }

    @Test
    void whatIsNoTombstoneIsNotTakenForOne() {
        store.claim(ObjectKeys.tombstone(job), "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> tombstones.find(job)).isInstanceOf(UnreadableDocumentException.class);
    }

    private Tombstone tombstone(int second) {
        return new Tombstone(job, new ProcessID("cloud-mask"), "alice", Instant.ofEpochSecond(second));
    }
}
