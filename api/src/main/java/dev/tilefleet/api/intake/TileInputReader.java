package dev.tilefleet.api.intake;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tilefleet.api.outbound.Outbound;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads input {@code file}: a link {@code {"href": …}}, a qualified value {@code {"value": "…", "encoding": "base64"}} or
 * the base64 text alone, as drafts of OGC API – Processes 1.0 had it.
 */
final class TileInputReader {
    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private final JsonParser parser;
    private final JsonMembers members;
    private final ScantText text;
    private final DecodedTile decoded;
    private Optional<TileInput> tile = Optional.empty();

    TileInputReader(JsonParser parser, ScantText text, DecodedTile decoded) {
        this.parser = parser;
        this.members = new JsonMembers(parser);
        this.text = text;
        this.decoded = decoded;
    }

    /** The tile, if the document had one. */
    Optional<TileInput> tile() {
        return tile;
    }

    void read() throws IOException {
        if (members.isObject()) {
            members.object("inputs.file", this::member);
        } else {
            value();
        }
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "href" -> found(new TileInput.Link(Outbound.parse(members.text("inputs.file.href"))));
            case "value" -> value();
            case "encoding" -> requireBase64(members.text("inputs.file.encoding"));
            case "type", "mediaType" -> requireTiff(members.text("inputs.file." + name));
            case "format" -> members.object("inputs.file.format", this::format);
            default -> members.skip();
        }
    }

    private void format(String name) throws IOException {
        switch (name) {
            case "encoding" -> requireBase64(members.text("inputs.file.format.encoding"));
            case "mediaType" -> requireTiff(members.text("inputs.file.format.mediaType"));
            default -> members.skip();
        }
    }

    private void value() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw JsonMembers.malformed("inputs.file is neither a link nor a text in base64.");
        }
        requireNone();
        text.passing(true);
        decode();
        text.passing(false);
        found(decoded.end());
    }

    private void decode() throws IOException {
        try {
            parser.readBinaryValue(BASE64, decoded);
        } catch (IllegalArgumentException e) {
            throw JsonMembers.malformed("inputs.file is not base64: %s.".formatted(e.getMessage()));
        }
    }

    private void found(TileInput input) {
        requireNone();
        tile = Optional.of(input);
    }

    private void requireNone() {
        if (tile.isPresent()) {
            throw JsonMembers.malformed("it has several tiles. Send one tile a request.");
        }
    }

    private static void requireBase64(String encoding) {
        if (!encoding.equalsIgnoreCase("base64")) {
            throw JsonMembers.invalid("Input \"file\" is encoded in base64, not in %s.".formatted(encoding));
        }
    }

    private static void requireTiff(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!TileRequest.isTile(type)) {
            throw JsonMembers.invalid("Input \"file\" is of type image/tiff, not %s.".formatted(mediaType));
        }
    }
}
