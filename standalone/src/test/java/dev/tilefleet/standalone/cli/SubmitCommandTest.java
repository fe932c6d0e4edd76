package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found wrong before anything is sent. */
final class SubmitCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void missesAFile() {
        assertThat(run(folder.resolve("none.tif").toString())).isEqualTo(2);

        assertThat(err.toString()).contains("none.tif: no such file", "Try 'tilefleet submit --help'.");
    }

    @Test
    void takesNoFolder() {
        assertThat(run(folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(folder + ": is a folder; name the files in it");
    }

    @Test
    void takesNoDevice() {
        assertThat(run("/dev/null")).isEqualTo(2);

        assertThat(err.toString()).contains("/dev/null: is no regular file");
    }

    @Test
    void needsAFile() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("Missing required parameter: 'FILE'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset", "=3", ""})
    void takesNoOtherFormOfParameter(String parameter) throws IOException {
        assertThat(run("-p", parameter, tile("tile.tif"))).isEqualTo(2);

        assertThat(err.toString()).containsIgnoringCase("name").doesNotContain("\tat ");
    }

    @Test
    void takesNoOtherFormOfTime() throws IOException {
        assertThat(run("--timeout", "soon", tile("tile.tif"))).isEqualTo(2);

        assertThat(err.toString()).contains("'soon' is no span of time such as 90s, 10m or 2h");
    }

    @Test
    void refusesTilesWhoseMasksWouldGetOneName() throws IOException {
        assertThat(run("-o", folder.toString(), tile("a.tif"), tile("a.tiff"))).isEqualTo(2);

        assertThat(err.toString()).contains("would get the same name");
    }

    @Test
    void takesNoFileForTheFolderOfMasks() throws IOException {
        String tile = tile("a.tif");

        assertThat(run("-o", tile, tile)).isEqualTo(2);

        assertThat(err.toString()).contains(tile + ": is not a folder");
    }

    @ParameterizedTest
    @CsvSource({"a/tile.tif, tile", "scene.1.tiff, scene.1", "tile, tile", ".tif, .tif"})
    void namesAMaskAfterItsTile(Path tile, String stem) {
        assertThat(Batch.stem(tile)).isEqualTo(stem);
    }

    private int run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "submit";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Tilefleet.commandLine(new Surroundings(
                        Map.of(),
                        Path.of(""),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        false,
                        InstantSource.system(),
                        server -> {
                            throw new AssertionError("sent before it was checked");
                        }))
                .execute(command);
    }

    private String tile(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {1, 2, 3}).toString();
    }
}
