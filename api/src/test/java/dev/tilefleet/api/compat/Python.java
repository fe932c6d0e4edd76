package dev.tilefleet.api.compat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python with a package of PyPI, in a virtual environment that lasts as long as the build's folder. */
record Python(Path folder) {

    /** How a program ended. */
    record Ended(int code, String said) {}

    /** One with this package, or nothing where there is no Python, no pip, or no registry to have it from. */
    static Optional<Python> with(String name, String version) throws IOException, InterruptedException {
        Python python = new Python(Path.of(
                "target", "python", name + version.replace("<", "-below-").replace(">=", "-from-")));
        if (python.has(name)) {
            return Optional.of(python);
        }
        boolean made = run("python3", "-m", "venv", python.folder.toString()).code() == 0
                && run(python.program("pip"), "install", "--quiet", "--disable-pip-version-check", name + version)
                                .code()
                        == 0;
        return made ? Optional.of(python) : Optional.empty();
    }

    private boolean has(String name) throws IOException, InterruptedException {
        return Files.exists(folder.resolve("bin/python"))
                && script("import " + name).code() == 0;
    }

    /** Runs a script, to which warnings are errors. */
    Ended script(String text, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("python"), "-W", "error", "-c", text));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static Ended run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            return new Ended(-1, e.getMessage());
        }
    }
}
