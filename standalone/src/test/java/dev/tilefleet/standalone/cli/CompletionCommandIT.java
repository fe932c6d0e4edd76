package dev.tilefleet.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a bash that has sourced it, asked as bash asks when somebody presses tab. */
final class CompletionCommandIT {
    /** Whichever function is registered for the command gets the words typed so far, the last one unfinished. */
    private static final String PRESS_TAB = """
            source "$1" || exit 1
            shift
            function='-F ([^ ]+)'
            [[ $(complete -p tilefleet) =~ $function ]] || exit 1
            COMP_WORDS=(tilefleet "$@")
            COMP_CWORD=$#
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            "${BASH_REMATCH[1]}" tilefleet "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        StringWriter out = new StringWriter();
        Surroundings surroundings = new Surroundings(
                Map.of(),
                Path.of(""),
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                false,
                InstantSource.system(),
                _ -> {
                    throw new IllegalStateException("completion asks no fleet");
                });
        assertThat(Tilefleet.commandLine(surroundings).execute("completion")).isZero();
        script = Files.writeString(folder.resolve("completion"), out.toString());
    }

    @Test
    void completesACommand() throws IOException, InterruptedException {
        assertThat(completions("de")).containsExactlyInAnyOrder("dead-letters", "deliveries", "demo");
        assertThat(completions("sub")).containsExactly("submit");
    }

    @Test
    void completesACommandOfACommand() throws IOException, InterruptedException {
        assertThat(completions("dead-letters", "re")).containsExactly("replay");
    }

    @Test
    void completesAnOption() throws IOException, InterruptedException {
        assertThat(completions("submit", "--pro")).containsExactly("--process");
        assertThat(completions("submit", "tile.tif", "--")).contains("--wait", "--output", "--server", "--api-key");
        assertThat(completions("status", "--o")).isEmpty();
    }

    @Test
    void completesAFile() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("tile.tif"));

        assertThat(completions("submit", "til")).containsExactly("tile.tif");
    }

    private List<String> completions(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "--norc", "--noprofile", "-c", PRESS_TAB, "bash", script.toString()));
        command.addAll(List.of(words));
        Path err = folder.resolve("err");
        Process bash = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(Files.readString(err)).isZero();
        return out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
