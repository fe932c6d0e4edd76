package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/**
 * A tile that is decoded out of a text, over the begin of the file that holds the text: three bytes take the place of four
 * that were read before, so this never overtakes the reader.
 */
final class DecodedTile extends OutputStream {
    private final FileChannel file;
    private final long limit;
    private final MessageDigest digest = Sha256.running();
    private long length;

    /** @param limit on the tile, in bytes */
    DecodedTile(FileChannel file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    @Override
    public void write(int next) throws IOException {
        write(new byte[] {(byte) next});
    }

    /** @throws ProblemException if these are no bytes of a tile, or too many */
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (length == 0
                && (count < TiffMagic.LENGTH
                        || !TiffMagic.matches(Buffer.buffer().appendBytes(bytes, offset, count)))) {
            throw TiffMagic.missing();
        }
        if (length + count > limit) {
            throw UploadLimit.exceeded(limit);
        }
        digest.update(bytes, offset, count);
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
        while (rest.hasRemaining()) {
            length += file.write(rest, length);
        }
    }

    /** The whole of it; may be asked once. */
    TileInput.Inline end() {
        if (length == 0) {
            throw new ProblemException(
                    ProblemType.EMPTY_BODY, "The value of inputs.file is empty. Send the GeoTIFF's bytes in base64.");
        }
        return new TileInput.Inline(length, Sha256.finish(digest));
    }
}
