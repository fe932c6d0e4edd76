package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A document that may hold one long text, which is read in passing, and little else, which a parser may keep: so no
 * document costs more memory than that little, whatever it is made of.
 */
final class ScantText extends FilterInputStream {
    /** Beside the long text. */
    static final int MOST = 64 << 10;

    private boolean passing;
    private int kept;

    ScantText(InputStream text) {
        super(text);
    }

    /** What is read from now on is not kept, or is. */
    void passing(boolean isPassing) {
        passing = isPassing;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        kept += passing ? 0 : Math.max(0, read);
        if (kept > MOST) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The document holds more than %d KiB beside its tile. Send the tile as inputs.file and nothing else of that size."
                            .formatted(MOST >> 10));
        }
    }
}
