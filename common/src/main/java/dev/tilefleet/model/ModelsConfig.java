package dev.tilefleet.model;

import static java.util.stream.Collectors.toCollection;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which models there are.
 *
 * @param directory with a folder a process
 * @param processes those to offer and to work for; all of the folder if empty
 */
public record ModelsConfig(Path directory, Set<ProcessID> processes) {
    public static final Setting MODELS =
            new Setting("MODELS", "models", "Folder with a sub-folder for each process: item.json and its artifact");
    public static final Setting PROCESSES = new Setting(
            "PROCESSES", "", "Processes of that folder to serve, separated by commas; empty means all of them");

    public static final List<Setting> SETTINGS = List.of(MODELS, PROCESSES);

    public ModelsConfig {
        processes = Set.copyOf(processes);
    }

    public static ModelsConfig from(Settings settings) {
        return new ModelsConfig(
                settings.path(MODELS),
                settings.optional(PROCESSES, ModelsConfig::parse).orElse(Set.of()));
    }

    /** The catalog of these models. */
    public ModelCatalog catalog() {
        return processes.isEmpty() ? ModelCatalog.load(directory) : ModelCatalog.load(directory, processes);
    }

    private static Set<ProcessID> parse(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(ProcessID::new)
                .collect(toCollection(TreeSet::new));
    }
}
