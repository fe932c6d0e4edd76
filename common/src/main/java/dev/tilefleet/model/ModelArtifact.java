package dev.tilefleet.model;

import dev.tilefleet.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** The file that holds a model's weights: it counts only if its bytes are those the item names. */
public final class ModelArtifact {
    private final ModelDescription model;

    public ModelArtifact(ModelDescription model) {
        this.model = model;
    }

    /**
     * The file, after its SHA-256 was found to be the item's; it is read once as a stream.
     *
     * @throws InvalidModelException if it is missing, cannot be read or is another file
     */
    public Path verified() {
        Path file = model.artifact();
        Sha256 found;
        try {
            found = digest(file);
        } catch (NoSuchFileException e) {
            throw refused("there is no such file. The item of process %s names it".formatted(model.process()));
        } catch (IOException e) {
            throw refused("cannot be read (" + e + ")");
        }
        if (!found.equals(model.digest())) {
            throw refused(("its SHA-256 is %s, but the item of process %s says %s. Put the right file there, or correct"
                            + " file:checksum if it was changed on purpose")
                    .formatted(found, model.process(), model.digest()));
        }
        return file;
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest running = Sha256.running();
        try (InputStream content = Files.newInputStream(file);
                OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), running)) {
            content.transferTo(sink);
        }
        return Sha256.finish(running);
    }

    private InvalidModelException refused(String complaint) {
        return new InvalidModelException(List.of(model.artifact() + ": " + complaint));
    }
}
