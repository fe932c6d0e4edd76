package dev.tilefleet.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.worker.TestingTileStore;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputFetcherTest {
    private static final String KEY = "inputs/a/b";
    private static final byte[] TILE = tile(200_000);
    private static final Job.Input INPUT =
            new Job.Input(KEY, TILE.length, Sha256.of(TILE), "image/tiff", Optional.empty());

    private final TestingTileStore store = new TestingTileStore();
    private final InputFetcher fetcher = new InputFetcher(store);
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment target = arena.allocate(TILE.length);

    @BeforeEach
    void put() {
        store.objects.put(KEY, TILE);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void bringsTheTileIntoMemory() {
        fetcher.fetch(INPUT, target);

        assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(TILE);
    }

    @Test
    void bringsATileThatComesInSmallPieces() {
        store.tamper(stream -> new FilterInputStream(stream) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(length, 7));
            }
        });

        fetcher.fetch(INPUT, target);

        assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(TILE);
    }

    @Test
    void tellsThatTheTileIsGone() {
        store.objects.clear();

        assertProblem(ProblemType.INPUT_LOST, "no longer in the store");
    }

    @Test
    void tellsThatTheTileHasAnotherSize() {
        store.objects.put(KEY, tile(3));

        assertProblem(ProblemType.INPUT_ALTERED, "its size is 3 bytes, not 200000");
    }

    @Test
    void tellsThatTheTileHasOtherBytes() {
        byte[] other = TILE.clone();
        other[TILE.length - 1]++;
        store.objects.put(KEY, other);

        assertProblem(ProblemType.INPUT_ALTERED, "its SHA-256 is another");
    }

    @Test
    void takesNoMoreBytesThanWereAccepted() {
        store.tamper(stream -> new SequenceInputStream(stream, new ByteArrayInputStream(new byte[1])));

        assertProblem(ProblemType.INPUT_ALTERED, "it is longer than 200000 bytes");
    }

    @Test
    void aStreamThatBreaksOffIsTheStoresFault() {
        store.tamper(stream -> new SequenceInputStream(start(stream), new FilterInputStream(stream) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        }));

        assertThatThrownBy(() -> fetcher.fetch(INPUT, target))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("reading inputs/a/b broke off: connection reset");
    }

    @Test
    void aStreamThatEndsEarlyIsTheStoresFault() {
        store.tamper(InputFetcherTest::start);

        assertThatThrownBy(() -> fetcher.fetch(INPUT, target))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("reading inputs/a/b broke off: 1000 of 200000 bytes came");
    }

    @Test
    void aStoreThatIsAwayIsNoFaultOfTheTile() {
        store.failNext(1);

        assertThatThrownBy(() -> fetcher.fetch(INPUT, target)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void closesTheStreamWhateverCame() {
        AtomicBoolean closed = new AtomicBoolean();
        store.objects.put(KEY, tile(3));
        store.tamper(stream -> new FilterInputStream(stream) {
            @Override
            public void close() {
                closed.set(true);
            }
        });

        assertThatThrownBy(() -> fetcher.fetch(INPUT, target)).isInstanceOf(ProblemException.class);
        assertThat(closed).isTrue();
    }

    private void assertProblem(ProblemType type, String detail) {
        assertThatThrownBy(() -> fetcher.fetch(INPUT, target))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type))
                .hasMessageContaining(detail)
                .hasMessageContaining("ubmit it again");
    }

    private static InputStream start(InputStream stream) {
        try {
            return new ByteArrayInputStream(stream.readNBytes(1_000));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] tile(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
