package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The store goes away while a tile is on its way into it. */
final class UploadOutageIT {
    private static final int TILE = 32 << 20;
    private static final byte[] MAGIC = {'I', 'I', 42, 0};
    private static final byte[] CHUNK = new byte[1 << 20];

    @TempDir
    private Path data;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private FleetInParts fleet;
    private CutLine line;
    private FleetInParts.Replica api;

    @BeforeEach
    void start() throws Exception {
        fleet = new FleetInParts(data, Map.of());
        line = new CutLine(URI.create(fleet.environment().get("TILEFLEET_S3_ENDPOINT")));
        api = fleet.replica(Map.of("TILEFLEET_S3_ENDPOINT", line.endpoint().toString()));
        said.start();
        everything().addAppender(said);
    }

    @AfterEach
    void stop() throws IOException {
        everything().detachAppender(said);
        api.close();
        line.close();
        fleet.close();
    }

    @Test
    void whoSendsIsToldSoAndMaySendAgain() throws Exception {
        long before = line.carried();
        try (RawConnection user = new RawConnection(api.user().fleet())) {
            user.headTo(FleetInParts.PROCESS, "Content-Type: image/tiff", "Content-Length: " + TILE)
                    .send(MAGIC)
                    .send(CHUNK);
            eventually(
                    "the upload",
                    Duration.ofSeconds(20),
                    () -> Optional.of(line.carried()).filter(carried -> carried > before + CHUNK.length / 2));

            line.cut();
            for (int sent = MAGIC.length + CHUNK.length; sent < TILE; sent += CHUNK.length) {
                user.send(sent + CHUNK.length <= TILE ? CHUNK : new byte[TILE - sent]);
            }

            assertThat(user.answer()).startsWith("HTTP/1.1 503 ").contains("store-unavailable");
        }
        line.mend();
        assertThat(api.user()
                        .send(
                                FleetInParts.PROCESS,
                                PatternTile.of(10, (_, x, y) -> x + y).bytes())
                        .statusCode())
                .isEqualTo(201);
        said.stop();
        assertThat(said.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }

    private static Logger everything() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
