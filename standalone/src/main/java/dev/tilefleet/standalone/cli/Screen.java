package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;

/**
 * Prints lines and, where a person watches, keeps a bar below them.
 *
 * <p>May be used from several threads. File names and what a server says may hold anything, so control characters,
 * which a terminal would obey, are made visible.
 */
final class Screen {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private String bar = "";

    Screen(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = requireNonNull(out, "out");
        this.err = requireNonNull(err, "err");
        this.terminal = terminal;
    }

    /** A line of result, to standard output. */
    synchronized void line(String text) {
        print(out, text);
    }

    /** A server's JSON document as one line, to standard output. */
    void document(String json) {
        line(json.strip().replaceAll("\\p{Cc}+", " "));
    }

    /** A line about something that went wrong, to standard error. */
    synchronized void complaint(String text) {
        print(err, text);
    }

    /** Replaces the bar; an empty one takes it away. Nothing where nobody watches. */
    synchronized void bar(String text) {
        if (terminal) {
            bar = text;
            out.print(ERASE + bar);
            out.flush();
        }
    }

    private void print(PrintWriter writer, String text) {
        if (!bar.isEmpty()) {
            out.print(ERASE);
            out.flush();
        }
        writer.println(visible(text));
        writer.flush();
        if (!bar.isEmpty()) {
            out.print(bar);
            out.flush();
        }
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cc}", "\ufffd");
    }
}
