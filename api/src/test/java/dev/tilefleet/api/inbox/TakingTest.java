package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.outbox.TestingDropStore;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.StoreUnavailableException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file becomes, and that it becomes it once, whoever dies. */
class TakingTest {
    private static final String FILE = "inbox/cloud-mask/a b/tile.tif";
    private static final String ERROR = "outbox/cloud-mask/a b/tile.error.json";
    /** More than taking a file needs. */
    private static final int WRITES = 8;

    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private Consumer<String> onWrite = _ -> {};
    private final TestingDropStore store = new TestingDropStore(this::write);
    private final TestingInbox inbox = new TestingInbox(store);

    @Test
    void aTileBecomesAJob() {
        drop(FILE, TestingInbox.TILE);

        inbox.sweep();

        Job job = inbox.job();
        assertThat(job.process().value()).isEqualTo("cloud-mask");
        assertThat(job.owner()).isEqualTo("pipeline");
        assertThat(job.input().name()).hasValue("tile.tif");
        assertThat(job.input().sha256()).isEqualTo(Sha256.of(TestingInbox.TILE.getBytes(UTF_8)));
        assertThat(store.text(job.input().key())).isEqualTo(TestingInbox.TILE);
        assertThat(job.callbacks()).extracting(Callback::event).containsExactly(Callback.OUTBOX);
        assertThat(inbox.queue.history()).hasSize(1);
        assertThat(inbox.count("accepted")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\": {\"boaAddOffset\": -1000}}",
                "{\"boaAddOffset\": -1000}",
                "{\"inputs\": {\"boaAddOffset\": \"-1e3\"}}"
            })
    void aSideCarSaysTheParameters(String sideCar) {
        drop(FILE + ".json", sideCar);
        drop(FILE, TestingInbox.TILE);

        inbox.sweep();

        assertThat(inbox.job().parameters().get("boaAddOffset").asInt()).isEqualTo(-1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inputs\": 1}|malformed-request",
                "no JSON|malformed-request",
                "[]|malformed-request",
                "{\"boaAddOffset\": true}|invalid-parameter",
                "{\"boaAddOffset\": 1e9}|invalid-parameter",
                "{\"offset\": 1}|invalid-parameter"
            })
    void aBadSideCarIsTold(String sideCar, String problem) {
        drop(FILE + ".json", sideCar);
        drop(FILE, TestingInbox.TILE);

        inbox.sweep();

        assertRefused(ERROR, problem);
    }

    @Test
    void whatIsNoTiffIsTold() {
        drop(FILE, "PNG, rather");

        inbox.sweep();

        assertRefused(ERROR, "not-a-geotiff");
        assertThat(store.list(ObjectKeys.INPUTS)).isEmpty();
    }

    @Test
    void anEmptyFileIsTold() {
        drop(FILE, "");

        inbox.sweep();

        assertRefused(ERROR, "empty-body");
    }

    @Test
    void aFileThatIsTooLargeIsToldAndNotCopied() {
        drop(FILE, TestingInbox.TILE + "x".repeat(TestingInbox.LIMIT));

        inbox.sweep();

        assertRefused(ERROR, "upload-too-large");
    }

    @Test
    void anUnknownProcessIsTold() {
        drop("inbox/cloudmask/tile.tif", TestingInbox.TILE);

        inbox.sweep();

        assertRefused("outbox/cloudmask/tile.error.json", "no-such-process");
        assertThat(store.text("outbox/cloudmask/tile.error.json")).contains("cloud-mask, unet10");
    }

    @Test
    void aFileInNoFolderIsTold() {
        drop("inbox/tile.tif", TestingInbox.TILE);

        inbox.sweep();

        assertRefused("outbox/tile.error.json", "no-such-process");
    }

    @Test
    void aRefusalIsWrittenOnceAVersion() {
        drop(FILE, "PNG, rather");
        inbox.sweep();
        store.objects.remove(ERROR);

        inbox.sweep();
        inbox.hint(FILE);
        inbox.successor().sweep();

        assertThat(store.objects).doesNotContainKey(ERROR);
        drop(FILE, "still a PNG");
        inbox.sweep();
        assertThat(store.objects).containsKey(ERROR);
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsTakenIsNotTakenForTheOther() {
        drop(FILE, TestingInbox.TILE);
        onWrite = write -> {
            if (write.startsWith("copy inputs/")) {
                onWrite = _ -> {};
                drop(FILE, TestingInbox.TILE + "2");
            }
        };

        inbox.sweep();
        int before = inbox.jobs().size();
        inbox.sweep();
        inbox.sweep();
        inbox.sweep();

        assertThat(before).isZero();
        assertThat(inbox.job().input().size()).isEqualTo(TestingInbox.TILE.length() + 1);
        assertThat(inbox.open()).isEmpty();
        assertThat(inbox.marks()).hasSize(1);
    }

    @Test
    void aFileThatComesBackAsItWasIsTaken() {
        drop(FILE, TestingInbox.TILE);
        onWrite = write -> {
            if (write.startsWith("copy inputs/")) {
                onWrite = _ -> {};
                store.objects.remove(FILE);
            }
        };
        inbox.sweep();
        drop(FILE, TestingInbox.TILE);

        inbox.sweep();
        inbox.sweep();

        assertThat(inbox.job().input().size()).isEqualTo(TestingInbox.TILE.length());
        assertThat(inbox.open()).isEmpty();
    }

    /** Writes are: open mark, mark, input, job, open mark gone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whoeverDiesTheFileIsOneJob(int writes) {
        drop(FILE, TestingInbox.TILE);
        writesLeft.set(writes);
        inbox.sweep();
        writesLeft.set(WRITES);

        TestingInbox successor = inbox.successor();
        successor.sweep();
        successor.sweep();

        Job job = inbox.job();
        assertThat(inbox.queue.history())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(new String(record.key(), UTF_8))
                        .isEqualTo(job.jobID().toString()));
        assertThat(store.text(job.input().key())).isEqualTo(TestingInbox.TILE);
        assertThat(inbox.open()).isEmpty();
        assertThat(inbox.marks()).hasSize(1);
    }

    /** Writes are: open mark, mark, input, input gone, error document, mark, open mark gone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void whoeverDiesTheRefusalIsWrittenAndSettled(int writes) {
        drop(FILE, "PNG, rather");
        writesLeft.set(writes);
        inbox.sweep();
        writesLeft.set(WRITES);

        TestingInbox successor = inbox.successor();
        successor.sweep();
        successor.sweep();

        assertRefused(ERROR, "not-a-geotiff");
        store.objects.remove(ERROR);
        successor.sweep();
        assertThat(store.objects).doesNotContainKey(ERROR);
    }

    private void drop(String key, String body) {
        store.drop(key, body, TestingInbox.NOON);
    }

    private void write(String what) {
        if (writesLeft.getAndDecrement() <= 0) {
            throw new StoreUnavailableException("this process is dead");
        }
        onWrite.accept(what);
    }

    private void assertRefused(String error, String problem) {
        assertThat(new JsonObject(store.text(error)).getString("type")).endsWith("/" + problem);
        assertThat(inbox.jobs()).isEmpty();
        assertThat(inbox.queue.history()).isEmpty();
        assertThat(inbox.open()).isEmpty();
        assertThat(inbox.marks()).hasSize(1);
    }
}
