package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/wire} describes what {@link Documents} writes, and what it reads. */
class WireSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FREE_FORM = Set.of("parameters");

    static Set<String> names() {
        return TestingDocuments.WRITTEN.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsForWhatIsWrittenToday(String name) throws IOException {
        JsonNode written = JSON.readTree(TestingDocuments.WRITTEN.get(name));

        assertThat(violations(schemaOf(name), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsForWhatLiesInBuckets(String name) throws IOException {
        JsonNode golden = JSON.readTree(TestingDocuments.golden(name));

        assertThat(violations(schemaOf(name), golden)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void describesEveryMemberThatIsWritten(String name) throws IOException {
        ObjectNode schema = schemaOf(name);
        forbidOtherMembers(schema);

        assertThat(violations(schema, JSON.readTree(TestingDocuments.WRITTEN.get(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "job, version",
        "job, jobID",
        "job, input",
        "job, deadline",
        "outcome-successful, result",
        "outcome-successful, attempt",
        "outcome-failed, problem",
        "outcome-dismissed, status",
        "outcome-dismissed, decided",
        "progress, since",
        "tombstone, jobID",
        "tombstone, process",
        "tombstone, owner",
        "tombstone, removed",
        "delivery, deliveryID",
        "delivery, uri",
        "delivery, shard",
        "delivery, status",
        "delivery, next",
        "key, owner",
        "key, jobID",
        "key, claimed"
    })
    void asksForEveryMemberThatReadersNeed(String name, String member) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(TestingDocuments.golden(name));
        document.remove(member);

        assertThat(violations(schemaOf(name), document)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "job, version, 2.0",
        "job, jobID, 1-2-3-4-5",
        "job, process, Cloud Mask",
        "job, modelDigest, abc",
        "job, submitted, yesterday",
        "outcome-failed, status, running",
        "outcome-failed, status, successful",
        "progress, since, 2026-11-01",
        "tombstone, removed, 2026-11-01",
        "delivery, deliveryID, ended",
        "delivery, status, delivered",
        "delivery, status, running",
        "delivery, next, 2026-11-01",
        "key, claimed, 2026-11-01",
        "job, results, raw"
    })
    void refusesAMemberOfAnotherForm(String name, String member, String value) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(TestingDocuments.golden(name));
        document.put(member, value);

        assertThat(violations(schemaOf(name), document)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "outcome-successful", "progress", "tombstone"})
    void leavesRoomForMembersOfLaterMinors(String name) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(TestingDocuments.golden(name));
        document.put("version", "1.7").put("later", true);

        assertThat(violations(schemaOf(name), document)).isEmpty();
    }

    /** {@code outcome-failed} is described by {@code outcome.schema.json}. */
    private static ObjectNode schemaOf(String name) throws IOException {
        String kind = name.split("-", 2)[0];
        return (ObjectNode) JSON.readTree(TestingDocuments.page("wire/" + kind + ".schema.json"));
    }

    private static List<String> violations(JsonNode schema, JsonNode document) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return compiled
                .validate(document, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The schema as if no later version could add a member. */
    private static void forbidOtherMembers(ObjectNode schema) {
        if (schema.has("properties")) {
            schema.put("additionalProperties", false);
        }
        Stream.of("properties", "$defs")
                .map(schema::path)
                .flatMap(JsonNode::propertyStream)
                .filter(property -> !FREE_FORM.contains(property.getKey()))
                .forEach(property -> forbidOtherMembers((ObjectNode) property.getValue()));
    }
}
