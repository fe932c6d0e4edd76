package dev.tilefleet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The wire documents as bytes: UTF-8 JSON, described by the schemas in {@code docs/wire/}.
 *
 * <p>{@code version} is {@code major.minor}. A reader takes every minor of its own major and ignores members it does
 * not know; another major is refused. So a fleet can be upgraded replica by replica.
 */
public final class Documents {
    static final String VERSION = "1.1";
    private static final String MAJOR = "1";
    private static final Pattern READABLE = Pattern.compile(MAJOR + "\\.(0|[1-9][0-9]*)");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Documents() {}

    public static byte[] write(Job job) {
        return versioned(job);
    }

    public static byte[] write(Outcome outcome) {
        return versioned(OutcomeDocument.of(outcome));
    }

    public static byte[] write(Progress progress) {
        return versioned(progress);
    }

    public static byte[] write(Tombstone tombstone) {
        return versioned(tombstone);
    }

    public static byte[] write(Delivery delivery) {
        return versioned(delivery);
    }

    public static byte[] write(KeyClaim claim) {
        return versioned(claim);
    }

    /** @throws UnreadableDocumentException if this is no job document of a known major version */
    public static Job readJob(byte[] document) {
        return read(document, Job.class, "a job");
    }

    /** @throws UnreadableDocumentException if this is no outcome document of a known major version */
    public static Outcome readOutcome(byte[] document) {
        OutcomeDocument read = read(document, OutcomeDocument.class, "an outcome");
        try {
            return read.toOutcome();
        } catch (IllegalArgumentException e) {
            throw new UnreadableDocumentException("not an outcome document: " + e.getMessage(), e);
        }
    }

    /** @throws UnreadableDocumentException if this is no progress document of a known major version */
    public static Progress readProgress(byte[] document) {
        return read(document, Progress.class, "a progress");
    }

    /** @throws UnreadableDocumentException if this is no tombstone document of a known major version */
    public static Tombstone readTombstone(byte[] document) {
        return read(document, Tombstone.class, "a tombstone");
    }

    /** @throws UnreadableDocumentException if this is no delivery document of a known major version */
    public static Delivery readDelivery(byte[] document) {
        return read(document, Delivery.class, "a delivery");
    }

    /** @throws UnreadableDocumentException if this is no key document of a known major version */
    public static KeyClaim readKeyClaim(byte[] document) {
        return read(document, KeyClaim.class, "a key");
    }

    private static byte[] versioned(Object document) {
        ObjectNode node = JSON.createObjectNode().put("version", VERSION);
        node.setAll((ObjectNode) JSON.valueToTree(document));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    private static <T> T read(byte[] document, Class<T> type, String name) {
        try {
            JsonNode node = JSON.readTree(document);
            requireReadable(node.path("version"), name);
            return JSON.treeToValue(node, type);
        } catch (IOException e) {
            throw new UnreadableDocumentException("not " + name + " document: " + DocumentFault.describe(e), e);
        }
    }

    /** Whether this release reads documents that name this version. */
    public static boolean reads(String version) {
        return version.equals(VERSION) || READABLE.matcher(version).matches();
    }

    private static void requireReadable(JsonNode version, String name) {
        if (!version.isTextual()) {
            throw new UnreadableDocumentException("not " + name + " document: it names no version");
        }
        if (!reads(version.textValue())) {
            throw new UnreadableDocumentException("%s document of version \"%s\"; this release reads %s.x"
                    .formatted(name, version.textValue(), MAJOR));
        }
    }
}
