package dev.tilefleet.api.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.io.IOException;

/** Reads a JSON document member by member, and says in its words what is wrong with it. */
final class JsonMembers {
    private final JsonParser parser;

    JsonMembers(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the value of one member, whole. */
    interface Member {
        void read(String name) throws IOException;
    }

    /** Reads the object that begins here. */
    void object(String what, Member member) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw malformed(what + " is not an object.");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name);
        }
    }

    /** The text that stands here. */
    String text(String what) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw malformed(what + " is not a text.");
        }
        return parser.getText();
    }

    boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    /** The text of a literal that stands here: a number, or what is none. */
    String literal(String what) throws IOException {
        if (parser.currentToken().isStructStart() || parser.hasToken(JsonToken.VALUE_STRING)) {
            throw invalid("Input \"%s\" is a number, as in {\"inputs\": {\"%s\": 0}}.".formatted(what, what));
        }
        return parser.getText();
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    static ProblemException malformed(String fault) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The document cannot be used: " + fault);
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
