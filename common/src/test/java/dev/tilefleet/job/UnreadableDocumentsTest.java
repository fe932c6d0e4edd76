package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader takes what later minors write, and says clearly what it cannot read. */
class UnreadableDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Function<byte[], Object>> READERS = Map.of(
            "job",
            Documents::readJob,
            "outcome",
            Documents::readOutcome,
            "progress",
            Documents::readProgress,
            "tombstone",
            Documents::readTombstone,
            "delivery",
            Documents::readDelivery,
            "key",
            Documents::readKeyClaim);

    static Iterable<String> names() {
        return TestingDocuments.WRITTEN.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsALaterMinorAndIgnoresWhatItDoesNotKnow(String name) throws IOException {
        ObjectNode document = golden(name);
        document.put("version", "1.7").putObject("later").put("lane", "bulk");
        nested(document).forEach(child -> child.put("later", 1));

        Object read = read(name, document);

        assertThat(read).isEqualTo(read(name, golden(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAnotherMajorAndNamesBothVersions(String name) throws IOException {
        ObjectNode document = golden(name).put("version", "2.0");

        assertThatThrownBy(() -> read(name, document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("%s document of version \"2.0\"; this release reads 1.x", article(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "1.x", "10.0", "01.0", "v1.0", "", "1.0.0"})
    void refusesWhatIsNoVersion(String version) throws IOException {
        ObjectNode document = golden("job").put("version", version);

        assertThatThrownBy(() -> read("job", document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("a job document of version \"%s\"; this release reads 1.x", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "3", "\"job\"", "{\"version\": 1}", "{\"version\": null}", ""})
    void refusesWhatNamesNoVersion(String text) {
        assertThatThrownBy(() -> Documents.readJob(text.getBytes(UTF_8)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not a job document: it names no version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\": \"1.0\"", "tile", "{} {}", "{\"version\": \"1.0\"} trailing", "\u0000"})
    void refusesBrokenJson(String text) {
        assertThatThrownBy(() -> Documents.readOutcome(text.getBytes(UTF_8)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("not an outcome document: ");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = {(byte) 0xc3, 0x28, (byte) 0xff, (byte) 0xfe, 0};

        assertThatThrownBy(() -> Documents.readProgress(bytes))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("not a progress document: ");
    }

    @ParameterizedTest
    @CsvSource({
        "job, jobID",
        "job, process",
        "job, owner",
        "job, input",
        "job, modelDigest",
        "job, submitted",
        "job, deadline",
        "job, expires",
        "job, input.key",
        "job, input.size",
        "job, input.sha256",
        "job, input.mediaType",
        "job, callbacks.0.event",
        "job, callbacks.0.uri",
        "outcome-successful, jobID",
        "outcome-successful, process",
        "outcome-successful, owner",
        "outcome-successful, status",
        "outcome-successful, decided",
        "outcome-successful, result.key",
        "outcome-successful, result.size",
        "outcome-successful, result.sha256",
        "outcome-failed, problem.detail",
        "outcome-failed, problem.type",
        "progress, jobID",
        "progress, process",
        "progress, worker",
        "progress, since",
        "delivery, deliveryID",
        "delivery, uri",
        "delivery, shard",
        "delivery, status",
        "delivery, last.at",
        "job, results.response",
        "job, results.transmissionMode",
        "key, owner",
        "key, jobID",
        "key, claimed"
    })
    void namesAMemberThatIsMissing(String name, String member) throws IOException {
        ObjectNode document = golden(name);
        int dot = member.lastIndexOf('.');
        parent(document, member).remove(member.substring(dot + 1));

        assertThatThrownBy(() -> read(name, document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not %s document: %s is missing", article(name), member);
    }

    @ParameterizedTest
    @CsvSource({
        "outcome-successful, result, successful without result",
        "outcome-failed, problem, failed without problem",
        "outcome-failed, attempt, worker without attempt",
        "outcome-failed, modelDigest, worker without modelDigest"
    })
    void refusesAnOutcomeThatContradictsItself(String name, String member, String message) throws IOException {
        ObjectNode document = golden(name);
        document.remove(member);

        assertThatThrownBy(() -> read(name, document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not an outcome document: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "job, jobID, A-1, not a job id: A-1",
        "job, process, Cloud Mask, not a process id",
        "job, modelDigest, abc, not a SHA-256 digest: abc",
        "job, submitted, yesterday, submitted",
        "job, callbacks, none, callbacks",
        "job, results, raw, results",
        "outcome-failed, status, running, no terminal status: running",
        "outcome-failed, timings, fast, timings"
    })
    void namesAMemberOfAnotherForm(String name, String member, String value, String message) throws IOException {
        ObjectNode document = golden(name).put(member, value);

        assertThatThrownBy(() -> read(name, document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("not " + article(name) + " document: ")
                .hasMessageContaining(message);
    }

    @Test
    void takesNoTombstoneForAnOutcomeAndNoOutcomeForATombstone() {
        assertThatThrownBy(() -> Documents.readOutcome(TestingDocuments.golden("tombstone")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not an outcome document: status is missing");
        assertThatThrownBy(() -> Documents.readTombstone(TestingDocuments.golden("outcome-dismissed")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not a tombstone document: removed is missing");
    }

    @Test
    void refusesACallbackThatIsNull() throws IOException {
        ObjectNode document = golden("outcome-dismissed");
        document.putArray("callbacks").addNull();

        assertThatThrownBy(() -> read("outcome-dismissed", document))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("not an outcome document: null where a value is needed");
    }

    @Test
    void readsAProblemOfALaterReleaseAsAnInternalErrorWithItsDetail() throws IOException {
        ObjectNode document = golden("outcome-failed");
        ((ObjectNode) document.get("problem")).put("type", "https://tilefleet.dev/problems/later");

        Outcome read = Documents.readOutcome(JSON.writeValueAsBytes(document));

        assertThat(read.ending())
                .isEqualTo(new Outcome.Failed(new Problem(
                        ProblemType.INTERNAL_ERROR,
                        "The tile has 3 bands, cloud-mask takes 6. Send all six Sentinel-2 bands.")));
    }

    private static ObjectNode golden(String name) throws IOException {
        return (ObjectNode) JSON.readTree(TestingDocuments.golden(name));
    }

    private static Object read(String name, ObjectNode document) throws IOException {
        return READERS.get(kind(name)).apply(JSON.writeValueAsBytes(document));
    }

    private static String kind(String name) {
        return name.split("-", 2)[0];
    }

    private static String article(String name) {
        return (kind(name).equals("outcome") ? "an " : "a ") + kind(name);
    }

    private static ObjectNode parent(ObjectNode document, String member) {
        int dot = member.lastIndexOf('.');
        return dot < 0
                ? document
                : (ObjectNode) document.at("/" + member.substring(0, dot).replace('.', '/'));
    }

    private static List<ObjectNode> nested(ObjectNode document) {
        return document.propertyStream()
                .filter(property -> !property.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
