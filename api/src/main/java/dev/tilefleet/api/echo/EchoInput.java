package dev.tilefleet.api.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The inputs, in the order of the description. {@code echo.json} has their schemas; here is what holds by these. */
enum EchoInput {
    STRING("string", "a text"),
    NUMBER("number", "a number"),
    BOOLEAN("boolean", "true or false"),
    ARRAY("array", "an array of whole numbers"),
    OBJECT("object", "an object"),
    BOUNDING_BOX(
            "boundingBox",
            "an object with bbox, which is four or six numbers, and crs, which is a URI and may be left out"),
    BINARY("binary", "a text in base64"),
    /** How many seconds the job takes: no output. */
    PAUSE("pause", "a whole number of seconds, 30 at most");

    /** Of bytes that come without one. */
    static final String TIFF = "image/tiff; application=geotiff";

    private static final Pattern TIFFS = Pattern.compile("(?i)image/tiff(?: *;[\\x20-\\x7E]{1,100})?");
    private static final int LONGEST_PAUSE = 30;

    private final String id;
    private final String form;

    EchoInput(String id, String form) {
        this.id = id;
        this.form = form;
    }

    /** Its name in documents. */
    String id() {
        return id;
    }

    /** What it is, for those who sent something else. */
    String form() {
        return form;
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray() && stream(value).allMatch(JsonNode::isIntegralNumber);
            case OBJECT -> value.isObject();
            case BOUNDING_BOX -> isBoundingBox(value);
            case BINARY -> isBase64(value);
            case PAUSE -> isPause(value);
        };
    }

    /** Those that are outputs too. */
    static List<EchoInput> echoed() {
        return Arrays.stream(values()).filter(input -> input != PAUSE).toList();
    }

    static Optional<EchoInput> of(String id) {
        return Arrays.stream(values()).filter(input -> input.id.equals(id)).findFirst();
    }

    /**
     * A value as the output in a results document: an object is a qualified value there, as bytes are.
     *
     * @param mediaType of bytes
     */
    JsonNode output(JsonNode value, String mediaType) {
        return switch (this) {
            case OBJECT -> JsonNodeFactory.instance.objectNode().set("value", value);
            case BINARY ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("value", value.asText())
                        .put("mediaType", mediaType)
                        .put("encoding", "base64");
            case STRING, NUMBER, BOOLEAN, ARRAY, BOUNDING_BOX, PAUSE -> value;
        };
    }

    /** Whether bytes of this media type are what {@link #BINARY} takes; it is given back in a header. */
    static boolean isTiff(String mediaType) {
        return TIFFS.matcher(mediaType).matches();
    }

    /** OGC's {@code bbox.yaml}; which numbers a reference system allows is not looked into. */
    private static boolean isBoundingBox(JsonNode value) {
        JsonNode box = value.path("bbox");
        return value.isObject()
                && value.propertyStream()
                        .allMatch(member -> List.of("bbox", "crs").contains(member.getKey()))
                && box.isArray()
                && (box.size() == 4 || box.size() == 6)
                && stream(box).allMatch(JsonNode::isNumber)
                && (value.path("crs").isMissingNode() || isUri(value.path("crs")));
    }

    private static boolean isUri(JsonNode value) {
        try {
            return value.isTextual() && URI.create(value.textValue()).isAbsolute();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isBase64(JsonNode value) {
        try {
            return value.isTextual() && Base64.getDecoder().decode(value.textValue()).length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isPause(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 0
                && value.intValue() <= LONGEST_PAUSE;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
