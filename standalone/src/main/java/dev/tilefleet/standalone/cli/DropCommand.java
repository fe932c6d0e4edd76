package dev.tilefleet.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.api.outbox.DropName;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tilefleet drop}. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = {
            "Put tiles into the inbox of the fleet's bucket, where they become jobs. Prints a",
            "line for each: where it lies, and where its mask will. If there can be none,",
            "the same name with .error.json says why. The bucket is that of 'tilefleet up',",
            "or the one that TILEFLEET_S3_ENDPOINT and the like name."
        })
final class DropCommand implements Callable<Integer> {
    private static final String TIFF = "image/tiff";

    private final DropStore stores;
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "GeoTIFF files.")
    private List<Path> files;

    @Option(
            names = "--process",
            paramLabel = "ID",
            defaultValue = "cloud-mask",
            description = "Which model (default: ${DEFAULT-VALUE}).")
    private String process;

    @Option(names = "--to", paramLabel = "FOLDER", description = "A folder within the process's, such as 2026/11.")
    private String folder = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=NUMBER",
            description = "A parameter of the process; may be repeated. Goes into a side-car, FILE.json.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    DropCommand(Surroundings surroundings, Screen screen) {
        this.stores = new DropStore(surroundings);
        this.screen = requireNonNull(screen, "screen");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<Path, DropName> names = new LinkedHashMap<>();
        for (Path file : files) {
            names.put(file, name(file));
        }
        StoreConfig config = stores.config();
        try (TileStore store = Foreground.started(() -> new S3TileStore(config))) {
            for (Map.Entry<Path, DropName> drop : names.entrySet()) {
                put(store, drop.getKey(), drop.getValue());
                screen.line("%s  %s  %s"
                        .formatted(drop.getValue().key(), drop.getValue().mask(), drop.getKey()));
            }
        }
        return Exit.OK.code();
    }

    private DropName name(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw usage(file + ": no file that can be read");
        }
        String way = folder.isEmpty() ? "" : folder.replaceAll("^/+|/+$", "") + "/";
        String key = "%s%s/%s%s".formatted(ObjectKeys.INBOX, process, way, file.getFileName());
        return DropName.of(key)
                .orElseThrow(
                        () -> usage(
                                key
                                        + " would be ignored: no part of a dropped file's name begins with _ or . or is empty, and .json is a side-car"));
    }

    /** The side-car first: the tile may be taken at any moment. */
    private void put(TileStore store, Path file, DropName name) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            Foreground.started(() -> {
                if (!parameters.isEmpty()) {
                    store.put(name.sideCar(), ByteBuffer.wrap(sideCar()), "application/json");
                }
                store.put(name.key(), content, TIFF);
                return true;
            });
        }
    }

    private byte[] sideCar() {
        return parameters.entrySet().stream()
                .map(input ->
                        "\"%s\": %s".formatted(input.getKey().replaceAll("[\"\\\\\\p{Cc}]", ""), input.getValue()))
                .collect(joining(", ", "{\"inputs\": {", "}}"))
                .getBytes(UTF_8);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
