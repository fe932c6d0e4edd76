package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
    @TempDir
    private Path elsewhere;

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create(false);
        Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "d");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void mayBeClosedAgain() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create(false);
        folder.close();

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void leavesAloneWhatALinkInItPointsTo() throws IOException {
        Path file = Files.writeString(elsewhere.resolve("file"), "mine");
        TemporaryFolder folder = TemporaryFolder.create(false);
        Files.createSymbolicLink(folder.path().resolve("link"), elsewhere);

        folder.close();

        assertThat(folder.path()).doesNotExist();
        assertThat(file).hasContent("mine");
    }

    @Test
    void staysIfItIsToBeKept() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create(true);

        folder.close();

        assertThat(folder.path()).exists();
        Files.delete(folder.path());
    }
}
