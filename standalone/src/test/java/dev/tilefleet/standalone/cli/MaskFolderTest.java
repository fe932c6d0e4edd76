package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskFolderTest {
    private static final byte[] MASK = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void makesTheFolderAndLeavesOnlyTheMaskInIt() throws IOException {
        Path nested = folder.resolve("a/b");

        Path kept = MaskFolder.at(nested, false).keep("tile", MASK);

        assertThat(kept).isEqualTo(nested.resolve("tile.npy")).hasBinaryContent(MASK);
        assertThat(nested).isDirectoryContaining(file -> true).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void takesAFileOfTheSameContentForDone() throws IOException {
        Files.write(folder.resolve("tile.npy"), MASK);

        assertThat(MaskFolder.at(folder, false).keep("tile", MASK)).hasBinaryContent(MASK);
    }

    @Test
    void leavesAFileOfOtherContentAlone() throws IOException {
        Path file = Files.write(folder.resolve("tile.npy"), new byte[] {9});
        MaskFolder masks = MaskFolder.at(folder, false);

        assertThatThrownBy(() -> masks.keep("tile", MASK))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("--overwrite");
        assertThat(file).hasBinaryContent(new byte[] {9});
    }

    @Test
    void overwritesWhenToldSo() throws IOException {
        Files.write(folder.resolve("tile.npy"), new byte[] {9});

        assertThat(MaskFolder.at(folder, true).keep("tile", MASK)).hasBinaryContent(MASK);
    }

    @Test
    void takesNoFileForAFolder() throws IOException {
        Path file = Files.write(folder.resolve("file"), MASK);

        assertThatThrownBy(() -> MaskFolder.at(file, false))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a folder");
    }
}
