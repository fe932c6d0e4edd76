package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Makes of a document what is stored as a job's input, where that is no tile. */
public interface DocumentReader {
    /**
     * Reads the document; fails with {@link dev.tilefleet.job.ProblemException} if it is no good.
     *
     * @param head what was asked before it
     */
    Future<Reading> read(byte[] document, Submission head);

    /**
     * What came of it.
     *
     * @param asked all that is asked, with what the document says
     * @param kept the input; the same for documents that ask the same
     */
    record Reading(Submission asked, Buffer kept) {}
}
