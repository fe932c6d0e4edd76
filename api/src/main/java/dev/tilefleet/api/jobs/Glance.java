package dev.tilefleet.api.jobs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.UnreadableDocumentException;
import java.io.IOException;
import java.time.DateTimeException;

/**
 * Reads of a wire document only what the view keeps, and passes over the rest: a replica that starts reads all that the
 * log holds. What {@link Documents} reads is read here with the same result; a document may be read here although a
 * member is wrong that the view does not need.
 *
 * <p>For any number of threads.
 */
final class Glance {
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private final SharedValues shared = new SharedValues();

    /** What members the documents of one kind have. */
    interface Members {
        /** Takes the value at which the parser stands, or passes over it. */
        void take(String name, JsonParser value) throws IOException;

        /**
         * All together, once every member was taken.
         *
         * @throws NullPointerException if one is missing, named by its message
         */
        KnownJob of(JobID job, ProcessID process, long heard);
    }

    /** @throws UnreadableDocumentException if this is no job document of a known major version */
    KnownJob job(byte[] document, long heard) {
        return read(document, new JobMembers(shared), heard);
    }

    /** @throws UnreadableDocumentException if this is no progress document of a known major version */
    KnownJob progress(byte[] document, long heard) {
        return read(document, new ProgressMembers(), heard);
    }

    /** @throws UnreadableDocumentException if this is no outcome document of a known major version */
    KnownJob outcome(byte[] document, long heard) {
        return read(document, new OutcomeMembers(shared), heard);
    }

    private KnownJob read(byte[] document, Members members, long heard) {
        String version = null;
        JobID job = null;
        ProcessID process = null;
        try (JsonParser parser = json.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableDocumentException("not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "version" -> version = parser.getText();
                    case "jobID" -> job = JobID.of(parser.getText());
                    case "process" -> process = shared.process(parser.getText());
                    default -> members.take(name, parser);
                }
            }
            if (!Documents.reads(requireNonNull(version, "version"))) {
                throw new UnreadableDocumentException("a document of version " + version);
            }
            return members.of(requireNonNull(job, "jobID"), requireNonNull(process, "process"), heard);
        } catch (NullPointerException e) {
            throw new UnreadableDocumentException(e.getMessage() + " is missing", e);
        } catch (JsonProcessingException e) {
            throw new UnreadableDocumentException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableDocumentException("not read: " + e.getMessage(), e);
        }
    }
}
