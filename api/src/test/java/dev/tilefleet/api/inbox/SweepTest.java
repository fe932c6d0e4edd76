package dev.tilefleet.api.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.outbox.TestingDropStore;
import dev.tilefleet.job.Job;
import dev.tilefleet.store.ObjectKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken, by what lies in the inbox and what is marked. */
class SweepTest {
    private static final String FILE = "inbox/unet10/a/tile.tif";

    private final List<String> writes = new ArrayList<>();
    private final TestingDropStore store = new TestingDropStore(writes::add);
    private final TestingInbox inbox = new TestingInbox(store);

    @Test
    void aFileIsTakenOnceHoweverOftenItIsFound() {
        drop(TestingInbox.TILE);

        inbox.sweep();
        inbox.hint(FILE);
        inbox.sweep();
        inbox.successor().sweep();
        inbox.successor().hint(FILE);

        assertThat(inbox.jobs()).hasSize(1);
        assertThat(inbox.queue.history()).hasSize(1);
        assertThat(inbox.open()).isEmpty();
    }

    @Test
    void whatIsTakenCostsASweepNothingMore() {
        drop(TestingInbox.TILE);
        inbox.sweep();
        writes.clear();

        int left = inbox.sweep();

        assertThat(left).isZero();
        assertThat(writes).isEmpty();
    }

    @Test
    void anOverwrittenFileIsANewJob() {
        drop(TestingInbox.TILE);
        inbox.sweep();
        drop(TestingInbox.TILE + "2");

        inbox.sweep();

        assertThat(inbox.jobs()).extracting(job -> job.input().size()).containsExactlyInAnyOrder(8L, 9L);
    }

    @Test
    void theSameBytesUnderAnotherNameAreAnother() {
        drop(TestingInbox.TILE);
        store.drop("inbox/unet10/b/tile.tif", TestingInbox.TILE, TestingInbox.NOON);

        inbox.sweep();

        assertThat(inbox.jobs()).hasSize(2);
    }

    @Test
    void whatIsHiddenIsLeft() {
        for (String name : List.of("_SUCCESS", ".part", "_temporary/0", "a.tif.json", "folder/")) {
            store.drop("inbox/unet10/" + name, TestingInbox.TILE, TestingInbox.NOON);
        }

        inbox.sweep();

        assertThat(inbox.jobs()).isEmpty();
        assertThat(store.list("outbox/")).isEmpty();
    }

    @Test
    void whatSomebodyBeganWithIsGoneOnWithInTheSecondSweep() {
        drop(TestingInbox.TILE);
        begun();

        int left = inbox.sweep();
        List<Job> before = inbox.jobs();
        inbox.sweep();

        assertThat(left).isOne();
        assertThat(before).isEmpty();
        assertThat(inbox.jobs()).hasSize(1);
        assertThat(inbox.open()).isEmpty();
    }

    @Test
    void whatSomebodyEndedMeanwhileIsNot() {
        drop(TestingInbox.TILE);
        begun();
        inbox.sweep();
        inbox.open().forEach(store::delete);
        inbox.hint(FILE);

        inbox.sweep();

        assertThat(inbox.jobs()).hasSize(1);
        assertThat(inbox.queue.history()).hasSize(1);
    }

    @Test
    void marksOfWhatIsGoneGoInTheSecondSweep() {
        drop(TestingInbox.TILE);
        inbox.sweep();
        store.objects.remove(FILE);

        inbox.sweep();
        List<String> before = inbox.marks();
        inbox.sweep();

        assertThat(before).hasSize(1);
        assertThat(inbox.marks()).isEmpty();
        assertThat(inbox.jobs()).hasSize(1);
    }

    @Test
    void aFileThatIsDroppedAgainAfterItsMarksWentIsANewJob() {
        drop(TestingInbox.TILE);
        inbox.sweep();
        store.objects.remove(FILE);
        inbox.sweep();
        inbox.sweep();
        drop(TestingInbox.TILE);

        inbox.sweep();

        assertThat(inbox.jobs()).hasSize(2);
    }

    @Test
    void filesWaitWhileTooManyJobsDo() {
        drop(TestingInbox.TILE);
        inbox.isFull = true;

        int left = inbox.sweep();

        assertThat(left).isOne();
        assertThat(inbox.marks()).isEmpty();
        inbox.isFull = false;
        inbox.sweep();
        assertThat(inbox.jobs()).hasSize(1);
    }

    @Test
    void marksAreRenewedBeforeTheStoreRemovesThem() {
        drop(TestingInbox.TILE);
        inbox.sweep();
        writes.clear();
        inbox.clock.pass(java.time.Duration.ofDays(16));

        inbox.sweep();

        assertThat(writes).containsExactly("put " + inbox.marks().getFirst());
        assertThat(inbox.jobs()).hasSize(1);
    }

    @Test
    void idempotencyKeysOfAnOwnerOfThatNameAreNoMarks() {
        String key = ObjectKeys.key("inbox", "some key");
        store.drop(key, "claim", TestingInbox.NOON);

        inbox.sweep();
        inbox.sweep();

        assertThat(store.objects).containsKey(key);
    }

    private void drop(String body) {
        store.drop(FILE, body, TestingInbox.NOON);
    }

    private void begun() {
        Drop drop =
                Drop.of(TestingDropStore.BUCKET, store.look(FILE).orElseThrow()).orElseThrow();
        store.drop(ObjectKeys.openDrop(drop.mark()), "somebody", TestingInbox.NOON);
    }
}
