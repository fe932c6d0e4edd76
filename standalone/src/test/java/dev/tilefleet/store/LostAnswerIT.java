package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store writes, and the connection breaks before it can say so. */
class LostAnswerIT {
    private static final byte[] MINE = "mine".getBytes(UTF_8);

    private EmbeddedStore embedded;
    private TestingRelay relay;
    private S3TileStore store;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        embedded = EmbeddedStore.start(data, 0, "access", new Secret("hidden"));
        relay = new TestingRelay(embedded.endpoint());
        store = new S3TileStore(TestingStore.config(relay.endpoint(), "access", "hidden"));
        store.ensureBucket();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        relay.close();
        embedded.close();
    }

    @Test
    void theClaimRecognisesItsOwnFirstTry() {
        relay.loseAnswers(1);

        assertThat(store.claim("outcomes/1.json", MINE)).isEqualTo(MINE);
    }

    @Test
    void theClaimLosesToWhatStoodBeforeHoweverManyAnswersAreLost() {
        byte[] theirs = store.claim("outcomes/1.json", "theirs".getBytes(UTF_8));
        relay.loseAnswers(4);

        assertThat(store.claim("outcomes/1.json", MINE)).isEqualTo(theirs);
    }

    @Test
    void whereEveryAnswerIsLostTheClaimIsGivenUpAndMayStandAllTheSame() {
        relay.loseAnswers(Integer.MAX_VALUE);
        assertThatThrownBy(() -> store.claim("outcomes/1.json", MINE)).isInstanceOf(StoreUnavailableException.class);
        relay.loseAnswers(0);

        assertThat(store.claim("outcomes/1.json", "later".getBytes(UTF_8))).isEqualTo(MINE);
    }
}
