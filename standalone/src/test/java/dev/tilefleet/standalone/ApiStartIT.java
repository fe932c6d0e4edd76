package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a person who starts an api is told about its settings. */
final class ApiStartIT {
    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"api", "up"})
    void endsWhereTheOldServicesAreToRunAProcessThatIsNotServed(String part) throws IOException, InterruptedException {
        Shell shell = new Shell(
                Map.of(
                        "TILEFLEET_COMPAT_PROCESS", "clouds",
                        "TILEFLEET_S3_ACCESS_KEY", "a",
                        "TILEFLEET_S3_SECRET_KEY", "b",
                        "TILEFLEET_DATA", data.resolve("none").toString()),
                data);

        Shell.Ended ended = shell.tilefleet(part);

        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err().lines())
                .contains(
                        "cannot start: TILEFLEET_COMPAT_PROCESS=clouds names a process that is not served. Name one of these: cloud-mask, unet10.");
        assertThat(data.resolve("none")).doesNotExist();
    }

    @Test
    void warnsThatLinksInCallbacksAreRelativeUnlessItIsToldWhereItIs() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.tilefleet.api.deliver");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);

        try (FleetInParts fleet = new FleetInParts(data, Map.of())) {
            assertThat(warnings(said)).isEqualTo(1);
            try (FleetInParts.Replica _ = fleet.replica(Map.of("TILEFLEET_PUBLIC_URL", "https://tiles.example.org"))) {
                assertThat(warnings(said)).isEqualTo(1);
            }
        } finally {
            logger.detachAppender(said);
        }
    }

    private static long warnings(ListAppender<ILoggingEvent> said) {
        return said.list.stream()
                .filter(line -> line.getLevel().equals(Level.WARN)
                        && String.valueOf(line.getKeyValuePairs()).contains("TILEFLEET_PUBLIC_URL"))
                .count();
    }
}
