package dev.tilefleet.api.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one execute document of OGC API – Processes 1.0 ({@code execute.yaml}) in passing: its tile is decoded on the way,
 * and never held. Members that say nothing here are passed over.
 */
final class ExecuteReader {
    /** Names are not collected: a document could hold millions. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser parser;
    private final JsonMembers members;
    private final TileInputReader file;
    private final ResultsFormReader results;
    private Submission submission;

    private ExecuteReader(JsonParser parser, ScantText text, Submission head, DecodedTile decoded) {
        this.parser = parser;
        this.members = new JsonMembers(parser);
        this.file = new TileInputReader(parser, text, decoded);
        this.results = new ResultsFormReader(members);
        this.submission = head;
    }

    /**
     * Reads the document to its end.
     *
     * @param head what was asked before it
     * @param decoded takes a tile that is in the document
     * @throws ProblemException if the document is no good
     */
    static ExecuteDocument read(InputStream document, Submission head, DecodedTile decoded) throws IOException {
        ScantText text = new ScantText(document);
        try (JsonParser parser = JSON.createParser(text)) {
            return new ExecuteReader(parser, text, head, decoded).read();
        } catch (JsonProcessingException e) {
            throw JsonMembers.malformed("it is not JSON: %s."
                    .formatted(e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private ExecuteDocument read() throws IOException {
        parser.nextToken();
        members.object("it", this::member);
        if (parser.nextToken() != null) {
            throw JsonMembers.malformed("something follows its end.");
        }
        TileInput tile = file.tile()
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemType.FILE_PART_MISSING,
                                "The document has no input \"file\". Send one, as {\"inputs\": {\"file\": {\"href\": \"https://example.com/tile.tif\"}}} or with its value in base64."));
        return new ExecuteDocument(submission.and(results.form()), tile);
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "inputs" -> members.object("inputs", this::input);
            case "outputs" -> results.outputs();
            case "response" -> results.response();
            case "mode" -> mode();
            case "subscriber" -> members.object("subscriber", this::subscriber);
            case "callback" -> submission = submission.andCallback(members.text("callback"));
            default -> members.skip();
        }
    }

    private void input(String name) throws IOException {
        if (name.equals("file")) {
            file.read();
        } else if (members.isObject()) {
            members.object("inputs." + name, member -> {
                if (member.equals("value")) {
                    parameter(name);
                } else {
                    members.skip();
                }
            });
        } else {
            parameter(name);
        }
    }

    private void parameter(String name) throws IOException {
        submission = submission.andParameter(name, Parameters.number(submission.offer(), name, members.literal(name)));
    }

    /** Of drafts of 1.0; every job is asynchronous, whatever is asked. */
    private void mode() throws IOException {
        String mode = members.text("mode");
        switch (mode) {
            case "sync", "async", "auto" -> {}
            default -> throw JsonMembers.invalid("The mode is sync, async or auto, not %s.".formatted(mode));
        }
    }

    private void subscriber(String name) throws IOException {
        switch (name) {
            case "successUri" -> callback(Callback.SUCCESS, name);
            case "failedUri" -> callback(Callback.FAILED, name);
            case "inProgressUri" -> callback(Callback.IN_PROGRESS, name);
            default -> members.skip();
        }
    }

    private void callback(String event, String name) throws IOException {
        submission = submission.andCallback(event, "subscriber." + name, members.text("subscriber." + name));
    }
}
