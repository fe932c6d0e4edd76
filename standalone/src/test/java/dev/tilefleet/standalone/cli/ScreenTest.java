package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void keepsTheBarBelowTheLines() {
        Screen screen = screen(true);

        screen.bar("[= ]");
        screen.line("one");

        assertThat(out).hasToString("\r\u001b[K[= ]" + "\r\u001b[K" + "one" + System.lineSeparator() + "[= ]");
    }

    @Test
    void takesTheBarAway() {
        Screen screen = screen(true);

        screen.bar("[= ]");
        screen.bar("");
        screen.line("one");

        assertThat(out).hasToString("\r\u001b[K[= ]" + "\r\u001b[K" + "one" + System.lineSeparator());
    }

    @Test
    void drawsNoBarWhereNobodyWatches() {
        Screen screen = screen(false);

        screen.bar("[= ]");
        screen.line("one");
        screen.complaint("two");

        assertThat(out).hasToString("one" + System.lineSeparator());
        assertThat(err).hasToString("two" + System.lineSeparator());
    }

    @Test
    void letsNobodyElseSteerTheTerminal() {
        screen(true).line("a\u001b[2Jb\nc\u009b");

        assertThat(out).hasToString("a\ufffd[2Jb\ufffdc\ufffd" + System.lineSeparator());
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintWriter(out), new PrintWriter(err), terminal);
    }
}
