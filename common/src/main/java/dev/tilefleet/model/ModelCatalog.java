package dev.tilefleet.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tilefleet.job.ProcessID;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models of a folder, one sub-folder with an {@code item.json} each.
 *
 * <p>Only the items are read: an api needs no artifact, and a worker checks its own ({@link ModelArtifact}).
 */
public final class ModelCatalog {
    private static final String ITEM = "item.json";

    private final List<ModelDescription> models;

    private ModelCatalog(List<ModelDescription> models) {
        this.models = List.copyOf(models);
    }

    /**
     * Every model in the folder.
     *
     * @throws InvalidModelException if there is none, or anything is wrong with any of them: all problems at once
     */
    public static ModelCatalog load(Path directory) {
        return load(directory, Set.of());
    }

    /**
     * The chosen models of the folder; what is wrong with others does not matter.
     *
     * @param chosen none of them means all there are
     * @throws InvalidModelException if one is missing, or anything is wrong with one of them: all problems at once
     */
    public static ModelCatalog load(Path directory, Set<ProcessID> chosen) {
        List<String> problems = new ArrayList<>();
        List<String> folders = chosen.isEmpty()
                ? found(directory, problems)
                : chosen.stream().map(ProcessID::value).sorted().toList();
        List<ModelDescription> models = folders.stream()
                .map(folder -> read(directory.resolve(folder), problems))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidModelException(problems);
        }
        return new ModelCatalog(models);
    }

    /** In the order of their process ids. */
    public List<ModelDescription> models() {
        return models;
    }

    /** The model of a process, or nothing if the catalog has none. */
    public Optional<ModelDescription> model(ProcessID process) {
        return models.stream().filter(model -> model.process().equals(process)).findFirst();
    }

    private static List<String> found(Path directory, List<String> problems) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> found = entries.filter(entry -> Files.exists(entry.resolve(ITEM)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                problems.add(directory + ": no folder in it holds an " + ITEM);
            }
            return found;
        } catch (IOException e) {
            problems.add(directory + ": cannot be read as a folder (" + e + ")");
            return List.of();
        }
    }

    private static Optional<ModelDescription> read(Path folder, List<String> problems) {
        Path file = folder.resolve(ITEM);
        List<String> ofItem = new ArrayList<>();
        Optional<ModelDescription> model = Optional.empty();
        Optional<ProcessID> process = ProcessID.parse(folder.getFileName().toString());
        if (process.isEmpty()) {
            ofItem.add("its folder's name is no process id ([a-z0-9-]{1,63})");
        } else {
            try {
                JsonNode item = new ObjectMapper().readTree(file.toFile());
                model = new ItemReader(folder, process.get(), Member.root(item, ofItem)).read();
            } catch (IOException e) {
                ofItem.add("cannot be read as JSON (" + firstLine(e) + ")");
            }
        }
        ofItem.forEach(problem -> problems.add(file + ": " + problem));
        return model;
    }

    private static String firstLine(IOException e) {
        return e.toString().lines().findFirst().orElse("");
    }
}
