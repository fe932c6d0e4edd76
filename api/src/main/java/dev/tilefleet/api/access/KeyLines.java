package dev.tilefleet.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tilefleet.job.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The form of the file of entries: a JSON object a line, with {@code id}, {@code owner}, {@code sha256}, {@code created}
 * and perhaps {@code expires}; empty lines and those that begin with {@code #} say nothing. So a key comes by adding a
 * line and goes by removing one.
 *
 * <p>Read strictly, for a misspelt {@code expires} would be a key that never does. What is wrong is told without a word
 * of the line: somebody may have put a key there.
 */
final class KeyLines {
    private static final Set<String> MEMBERS = Set.of("id", "owner", "sha256", "created", "expires");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KeyLines() {}

    static String write(KeyEntry entry) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", entry.id())
                .put("owner", entry.owner())
                .put("sha256", entry.sha256().hex())
                .put("created", entry.created().toString());
        entry.expires().ifPresent(end -> line.put("expires", end.toString()));
        return line.toString();
    }

    /** @throws BrokenKeysException that names the line */
    static List<KeyEntry> read(String text) {
        List<KeyEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(line, number));
            }
        }
        return entries;
    }

    private static KeyEntry entry(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            node.fieldNames().forEachRemaining(KeyLines::requireKnown);
            return new KeyEntry(
                    text(node, "id"),
                    text(node, "owner"),
                    digest(text(node, "sha256")),
                    time(node, "created"),
                    node.has("expires") ? Optional.of(time(node, "expires")) : Optional.empty());
        } catch (JsonProcessingException e) {
            throw new BrokenKeysException("line %d: it is no JSON".formatted(number));
        } catch (IllegalArgumentException e) {
            throw new BrokenKeysException("line %d: %s".formatted(number, e.getMessage()));
        }
    }

    private static void requireKnown(String member) {
        if (!MEMBERS.contains(member)) {
            throw new IllegalArgumentException("it has a member beside id, owner, sha256, created and expires");
        }
    }

    private static String text(JsonNode node, String member) {
        if (!node.path(member).isTextual()) {
            throw new IllegalArgumentException(member + " is missing, or is no text");
        }
        return node.path(member).textValue();
    }

    private static Sha256 digest(String hex) {
        try {
            return new Sha256(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sha256 is not of 64 hexadecimal digits in lower case", e);
        }
    }

    private static Instant time(JsonNode node, String member) {
        try {
            return Instant.parse(text(node, member));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(member + " is no time such as 2027-01-31T00:00:00Z", e);
        }
    }
}
