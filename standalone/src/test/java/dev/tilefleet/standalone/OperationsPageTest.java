package dev.tilefleet.standalone;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.telemetry.FleetMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that operators read names the meters that there are. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern METER = Pattern.compile("tilefleet_[a-z_]+");

    @Test
    void theTableListsEveryMeter() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    @Test
    void everyExpressionNamesMetersThatThereAre() throws IOException {
        Set<String> declared =
                Arrays.stream(FleetMeter.values()).map(MeterName::of).collect(toSet());

        assertThat(METER.matcher(Files.readString(PAGE)).results())
                .extracting(found -> found.group().replaceFirst("_(count|sum|bucket|max)$", ""))
                .isSubsetOf(declared);
    }

    private static String table() {
        return "| meter | type | labels | told by | meaning |\n|---|---|---|---|---|\n"
                + Arrays.stream(FleetMeter.values())
                        .map(OperationsPageTest::row)
                        .collect(joining("\n"))
                + "\n";
    }

    private static String row(FleetMeter meter) {
        String type = switch (meter.type()) {
            case TIMER -> meter == FleetMeter.STAGE ? "histogram" : "summary";
            case DISTRIBUTION_SUMMARY -> "summary";
            case COUNTER, GAUGE, LONG_TASK_TIMER, OTHER -> meter.type().name().toLowerCase(Locale.ROOT);
        };
        String exporter = switch (meter.exporter()) {
            case API -> "api";
            case WORKER -> "worker";
            case BOTH -> "api, worker";
        };
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(MeterName.of(meter), type, String.join(", ", meter.tags()), exporter, meter.description());
    }
}
