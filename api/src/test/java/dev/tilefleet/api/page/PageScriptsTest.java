package dev.tilefleet.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the page's scripts, {@code src/test/js}, where there is a Node.js to run them. */
final class PageScriptsTest {
    private static final Path TESTS = Path.of("src/test/js");
    /** The oldest with a test runner and everything that the scripts take from a browser and Node.js has too. */
    private static final int OLDEST = 18;

    @Test
    void pass() throws IOException, InterruptedException {
        assumeTrue(
                version() >= OLDEST, "skipped: the page's scripts are tested with Node.js 18 or newer, here is none");
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }

        Answer answer = run(command);

        assertThat(answer.code()).as(answer::failures).isZero();
        assertThat(answer.text()).containsPattern("(?m)^(# |ℹ )pass [1-9]");
    }

    private static int version() throws InterruptedException {
        try {
            Matcher version = Pattern.compile("v(\\d+)\\.")
                    .matcher(run(List.of("node", "--version")).text());
            return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Answer run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private record Answer(int code, String text) {
        /** What did not pass, without the hundreds that did. */
        String failures() {
            List<String> blocks = Pattern.compile("(?m)^(?=# Subtest)")
                    .splitAsStream(text)
                    .filter(block -> block.contains("\nnot ok") || !block.contains("\nok"))
                    .toList();
            return String.join("", blocks.isEmpty() ? List.of(text) : blocks);
        }
    }
}
