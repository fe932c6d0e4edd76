package dev.tilefleet.api.access;

import static dev.tilefleet.api.access.TestingKeys.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final ApiKey OLD = TestingKeys.key(1);
    private static final ApiKey NEW = TestingKeys.key(2);

    @TempDir
    private Path folder;

    private Path path;
    private KeyFile file;

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("keys");
        Files.writeString(path, line(OLD));
        file = new KeyFile(path);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void aKeyCountsFromTheLookThatFindsIt() throws IOException {
        Files.writeString(path, line(OLD) + line(NEW));
        assertThat(file.keys().find(NEW)).isEmpty();

        file.look();

        assertThat(file.keys().find(OLD)).isPresent();
        assertThat(file.keys().find(NEW)).isPresent();
    }

    @Test
    void aKeyIsWithdrawnByRemovingItsLine() throws IOException {
        Files.writeString(path, line(NEW));

        file.look();

        assertThat(file.keys().find(OLD)).isEmpty();
    }

    @Test
    void anEmptyFileWithdrawsAll() throws IOException {
        Files.writeString(path, "");

        file.look();

        assertThat(file.keys().size()).isZero();
    }

    @Test
    void aBrokenFileChangesNothingUntilItIsMended() throws IOException {
        Files.writeString(path, line(NEW) + "{\"id\":");
        file.look();
        assertThat(file.keys().find(OLD)).isPresent();
        assertThat(file.keys().find(NEW)).isEmpty();

        Files.writeString(path, line(NEW));
        file.look();

        assertThat(file.keys().find(OLD)).isEmpty();
        assertThat(file.keys().find(NEW)).isPresent();
    }

    @Test
    void bytesThatAreNoTextChangeNothing() throws IOException {
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        file.look();

        assertThat(file.keys().find(OLD)).isPresent();
    }

    @Test
    void aFileThatIsGoneForAMomentChangesNothing() throws IOException {
        Files.delete(path);
        file.look();
        assertThat(file.keys().find(OLD)).isPresent();

        Files.writeString(path, line(NEW));
        file.look();

        assertThat(file.keys().find(NEW)).isPresent();
    }

    @Test
    void withoutAFileNothingBegins() {
        assertThatThrownBy(() -> new KeyFile(folder.resolve("nowhere")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TILEFLEET_API_KEYS")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("tilefleet keys new");
    }

    @Test
    void withABrokenFileNothingBegins() throws IOException {
        Files.writeString(path, line(OLD) + line(OLD));

        assertThatThrownBy(() -> new KeyFile(path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
    }

    private static String line(ApiKey key) {
        return key.entry("alice", NOW, Optional.empty()) + "\n";
    }
}
