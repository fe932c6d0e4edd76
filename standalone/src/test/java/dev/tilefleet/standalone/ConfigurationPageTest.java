package dev.tilefleet.standalone;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Setting;
import dev.tilefleet.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table that users read says what the code reads. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void theConfigurationPageListsEverySettingThatAPartReads() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    private static String table() {
        Map<String, TreeSet<String>> readers = new TreeMap<>();
        Map<String, Setting> settings = new TreeMap<>();
        Map.of(
                        "api", ApiProcess.SETTINGS,
                        "worker", WorkerProcess.SETTINGS,
                        "up", StandaloneConfig.SETTINGS)
                .forEach((part, its) -> its.forEach(setting -> {
                    settings.put(setting.variable(), setting);
                    readers.computeIfAbsent(setting.variable(), _ -> new TreeSet<>())
                            .add(part);
                }));
        String rows = settings.values().stream()
                .map(setting -> row(setting, List.copyOf(readers.get(setting.variable()))))
                .collect(joining("\n"));
        return "| variable | default | read by | meaning |\n|---|---|---|---|\n" + rows + "\n";
    }

    private static String row(Setting setting, List<String> readers) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(setting.variable(), fallback, String.join(", ", readers), setting.meaning());
    }
}
