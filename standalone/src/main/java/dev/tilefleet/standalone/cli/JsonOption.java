package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import picocli.CommandLine.Option;

/** Whether a command prints for a program. */
final class JsonOption {
    private final Screen screen;

    @Option(names = "--json", description = "Print the server's own JSON, a document a line.")
    private boolean json;

    JsonOption(Screen screen) {
        this.screen = requireNonNull(screen, "screen");
    }

    boolean isWanted() {
        return json;
    }

    /** Prints the document, or else the line. */
    void print(String document, String line) {
        if (json) {
            screen.document(document);
        } else {
            screen.line(line);
        }
    }
}
