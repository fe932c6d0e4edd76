package dev.tilefleet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArtifactTest {
    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aFileWithTheItemsDigestIsTheArtifact() throws IOException {
        ModelDescription model = modelWith(Sha256.of(WEIGHTS));
        Files.write(model.artifact(), WEIGHTS);

        assertThat(new ModelArtifact(model).verified()).isEqualTo(model.artifact());
    }

    @Test
    void refusesAnotherFile() throws IOException {
        Sha256 other = Sha256.of(new byte[] {1});
        ModelDescription model = modelWith(other);
        Files.write(model.artifact(), WEIGHTS);

        assertThatThrownBy(() -> new ModelArtifact(model).verified())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(model.artifact() + ": its SHA-256 is " + Sha256.of(WEIGHTS))
                .hasMessageContaining("process unet10 says " + other);
    }

    @Test
    void refusesAMissingFile() throws IOException {
        ModelDescription model = modelWith(Sha256.of(WEIGHTS));

        assertThatThrownBy(() -> new ModelArtifact(model).verified())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(model.artifact() + ": there is no such file");
    }

    private ModelDescription modelWith(Sha256 digest) throws IOException {
        new TestingModels(folder)
                .copy("unet10", item -> TestingModels.at(item, "/assets/model").put("file:checksum", "1220" + digest));
        return ModelCatalog.load(folder).models().getFirst();
    }
}
