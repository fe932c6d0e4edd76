package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tilefleet submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Hand tiles to the fleet. Prints a line for each: job id, status, file.")
final class SubmitCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final ServerOption server;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "GeoTIFF files.")
    private List<Path> files;

    @Option(
            names = "--process",
            paramLabel = "ID",
            defaultValue = "cloud-mask",
            description = "Which model (default: ${DEFAULT-VALUE}).")
    private String process;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the process; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--callback",
            paramLabel = "URL",
            converter = CallbackAddress.class,
            description = "Whom the fleet tells of each job's end, by a POST.")
    private URI callback;

    @Option(names = "--wait", description = "Follow the jobs to their end.")
    private boolean wait;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Download each mask to DIR/{file's name}.npy; DIR is made if need be. Implies --wait.")
    private Path folder;

    @Option(names = "--overwrite", description = "Replace masks of the same name and other content.")
    private boolean overwrite;

    @Mixin
    private final JsonOption json;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeSpan.class,
            description = "How long to follow the jobs, all in all (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    SubmitCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.json = new JsonOption(screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkParameters();
        files.forEach(this::checkReadable);
        Optional<MaskFolder> masks = Optional.empty();
        if (folder != null) {
            checkStemsDiffer();
            masks = Optional.of(MaskFolder.at(folder, overwrite));
        }
        Batch.Order order = new Batch.Order(
                files,
                process,
                parameters,
                Optional.ofNullable(callback),
                wait || folder != null,
                masks,
                surroundings.clock().instant().plus(timeout));
        return new Batch(server.fleet(), screen, json, surroundings.clock(), order)
                .run()
                .code();
    }

    private void checkParameters() {
        if (parameters.containsKey("")) {
            throw usage("a parameter has the form NAME=VALUE; here the name is missing");
        }
    }

    private void checkReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw usage(file + ": is a folder; name the files in it");
        }
        if (!Files.exists(file)) {
            throw usage(file + ": no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw usage(file + ": is no regular file");
        }
        if (!Files.isReadable(file)) {
            throw usage(file + ": permission denied");
        }
    }

    private void checkStemsDiffer() {
        Map<String, Path> seen = new HashMap<>();
        for (Path file : files) {
            Path other = seen.put(Batch.stem(file), file);
            if (other != null) {
                throw usage("the masks of %s and %s would get the same name in %s".formatted(other, file, folder));
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
