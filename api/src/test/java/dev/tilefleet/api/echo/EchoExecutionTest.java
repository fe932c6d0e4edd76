package dev.tilefleet.api.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ResultsForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoExecutionTest {
    private static final Submission HEAD = Submission.of(Caller.EVERYBODY, new EchoProcess().offer());

    /** The inputs as OGC's test suite sends them are among these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'string': 'teststring'} | {'string':'teststring'}",
                "{'string': {'value': 'teststring'}} | {'string':'teststring'}",
                "{'number': 1.50} | {'number':1.50}",
                "{'number': 12345678901234567890.123} | {'number':12345678901234567890.123}",
                "{'boolean': false} | {'boolean':false}",
                "{'array': [1, 2, 3]} | {'array':[1,2,3]}",
                "{'object': {'value': {'a': 1}}} | {'object':{'value':{'a':1}}}",
                "{'object': {'a': 1}} | {'object':{'value':{'a':1}}}",
                "{'object': {'value': 'teststring'}} | {'object':{'value':{'value':'teststring'}}}",
                "{'boundingBox': {'bbox': [51.9, 7, 52, 7.1], 'crs': 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'}} | {'boundingBox':{'bbox':[51.9,7,52,7.1],'crs':'http://www.opengis.net/def/crs/OGC/1.3/CRS84'}}",
                "{'boundingBox': {'bbox': [1, 2, 3, 4], 'crs': 'urn:ogc:def:crs:EPSG:6.6:4326'}} | {'boundingBox':{'bbox':[1,2,3,4],'crs':'urn:ogc:def:crs:EPSG:6.6:4326'}}",
                "{'boundingBox': {'value': {'bbox': [1, 2, 3, 4, 5, 6]}}} | {'boundingBox':{'bbox':[1,2,3,4,5,6]}}",
                "{'binary': 'SUkqAA=='} | {'binary':{'value':'SUkqAA==','mediaType':'image/tiff; application=geotiff','encoding':'base64'}}",
                "{'binary': {'value': 'SUkqAA==', 'mediaType': 'image/tiff', 'encoding': 'base64'}} | {'binary':{'value':'SUkqAA==','mediaType':'image/tiff','encoding':'base64'}}",
                "{'binary': {'value': 'SUkqAA==', 'format': {'mediaType': 'image/tiff', 'encoding': 'base64'}}} | {'binary':{'value':'SUkqAA==','mediaType':'image/tiff','encoding':'base64'}}"
            })
    void whatComesInIsWhatGoesOut(String inputs, String outputs) {
        EchoExecution read = read("{'inputs': %s}".formatted(inputs));

        assertThat(task(read).outputs().toString()).isEqualTo(outputs.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'string': 1} | Input \"string\" is a text, or a link to that.",
                "{'string': {'text': 'a'}} | Input \"string\" is a text, or a link to that.",
                "{'string': null} | Input \"string\" is a text, or a link to that.",
                "{'number': '1'} | Input \"number\" is a number, or a link to that.",
                "{'boolean': 'true'} | Input \"boolean\" is true or false, or a link to that.",
                "{'array': [1, 2.5]} | Input \"array\" is an array of whole numbers, or a link to that.",
                "{'object': [1]} | Input \"object\" is an object, or a link to that.",
                "{'boundingBox': {'bbox': [1, 2, 3]}} | Input \"boundingBox\" is an object with bbox,",
                "{'boundingBox': {'bbox': [1, 2, 3, '4']}} | Input \"boundingBox\" is an object with bbox,",
                "{'boundingBox': {'bbox': [1, 2, 3, 4], 'crs': 'a b'}} | Input \"boundingBox\" is an object with bbox,",
                "{'boundingBox': {'bbox': [1, 2, 3, 4], 'crs': 'CRS84'}} | Input \"boundingBox\" is an object with bbox,",
                "{'boundingBox': {'bbox': [1, 2, 3, 4], 'srs': 'x:y'}} | Input \"boundingBox\" is an object with bbox,",
                "{'binary': 'a%'} | Input \"binary\" is a text in base64, or a link to that.",
                "{'binary': ''} | Input \"binary\" is a text in base64, or a link to that.",
                "{'binary': {'type': 'wrong/type_1'}} | Input \"binary\" is of type image/tiff; application=geotiff, not wrong/type_1.",
                "{'binary': {'type': 'image/tiff'}} | Input \"binary\" is a text in base64, or a link to that.",
                "{'binary': {'value': 'SUkqAA==', 'mediaType': 'image/tiff;\\r\\nA: b'}} | Input \"binary\" is of type image/tiff; application=geotiff, not",
                "{'binary': {'value': 'SUkqAA==', 'encoding': 'hex'}} | Input \"binary\" is encoded in base64, not in hex.",
                "{'pause': 31, 'string': 'a'} | Input \"pause\" is a whole number of seconds, 30 at most",
                "{'pause': -1, 'string': 'a'} | Input \"pause\" is a whole number of seconds, 30 at most",
                "{'pause': 4294967296} | Input \"pause\" is a whole number of seconds, 30 at most",
                "{'text': 'a'} | Process echo has no input \"text\"; it has string, number, boolean, array, object, boundingBox, binary, pause.",
                "{} | The document has no inputs.",
                "[] | The document has no inputs."
            })
    void whatIsNoValueOfItsInputIsRefused(String inputs, String detail) {
        assertRefused(ProblemType.INVALID_PARAMETER, "{'inputs': %s}".formatted(inputs), detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'invalid-execute-request': 'true)'} | INVALID_PARAMETER | The document has no inputs.",
                "`` | INVALID_PARAMETER | The document has no inputs.",
                "{'inputs': | MALFORMED_REQUEST | it is not JSON",
                "{'inputs': {}} x | MALFORMED_REQUEST | it is not JSON",
                "{'inputs': {'string': 'a', 'string': 'b'}} | MALFORMED_REQUEST | it is not JSON",
                "{'inputs': {'string': 'a'}, 'response': 'html'} | INVALID_PARAMETER | The response is raw or document, not html.",
                "{'inputs': {'string': 'a'}, 'outputs': []} | MALFORMED_REQUEST | outputs is not an object.",
                "{'inputs': {'string': 'a'}, 'outputs': {'mask': {}}} | INVALID_PARAMETER | Process echo has no output \"mask\"",
                "{'inputs': {'string': 'a'}, 'outputs': {'pause': {}}} | INVALID_PARAMETER | Process echo has no output \"pause\"",
                "{'inputs': {'string': 'a'}, 'outputs': {'string': {'transmissionMode': 'reference'}}} | INVALID_PARAMETER | Output \"string\" is transmitted as value, not as reference.",
                "{'inputs': {'string': 'a'}, 'subscriber': {'successUri': 1}} | MALFORMED_REQUEST | subscriber.successUri is not a text.",
                "{'inputs': {'string': {'href': 'https://a b'}}} | URL_NOT_ALLOWED | The URL cannot be read."
            })
    void aDocumentThatIsNoneIsRefused(String document, ProblemType type, String detail) {
        assertRefused(type, document, detail);
    }

    @Test
    void saysHowAndToWhomItIsAnswered() {
        EchoExecution read = read(
                "{'inputs': {'string': 'a'}, 'response': 'document', 'mode': 'async', 'subscriber': {'successUri': 'https://example.com/s', 'failedUri': 'https://example.com/f'}}");

        assertThat(read.asked().results())
                .hasValue(new ResultsForm(ResultsForm.Response.DOCUMENT, ResultsForm.TransmissionMode.VALUE));
        assertThat(read.asked().callbacks())
                .containsExactlyInAnyOrder(
                        new Callback(Callback.SUCCESS, URI.create("https://example.com/s")),
                        new Callback(Callback.FAILED, URI.create("https://example.com/f")));
    }

    @Test
    void givesTheOutputsThatAreWanted() {
        EchoExecution read = read(
                "{'inputs': {'string': 'a', 'number': 1}, 'outputs': {'number': {'transmissionMode': 'value'}, 'array': {}}}");

        assertThat(task(read).outputs().toString()).isEqualTo("{\"number\":1}");
    }

    @Test
    void whatAsksTheSameIsStoredTheSame() {
        byte[] one = task(read("{'inputs': {'string': 'a', 'number': 1, 'pause': 5}}"))
                .write();
        byte[] other = task(read("{'outputs': {}, 'inputs': {'pause': 5, 'number': 1, 'string': {'value': 'a'}}}"))
                .write();

        assertThat(one).isEqualTo(other);
        assertThat(EchoTask.read(one).pause()).hasSeconds(5);
    }

    @Test
    void aLinkIsForWhoeverFetchesIt() {
        EchoExecution read = read(
                "{'inputs': {'binary': {'href': 'https://example.com/a.tif', 'type': 'image/tiff', 'format': {}}}}");

        assertThat(read.inputs())
                .containsExactly(Map.entry(
                        EchoInput.BINARY,
                        new GivenInput.Link(URI.create("https://example.com/a.tif"), Optional.of("image/tiff"))));
    }

    private static void assertRefused(ProblemType type, String document, String detail) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type))
                .hasMessageContaining(detail);
    }

    private static EchoTask task(EchoExecution execution) {
        Map<EchoInput, GivenInput.Value> values = new EnumMap<>(EchoInput.class);
        execution.inputs().forEach((input, given) -> values.put(input, (GivenInput.Value) given));
        return EchoTask.of(values, execution.outputs());
    }

    private static EchoExecution read(String document) {
        try {
            return EchoExecution.read(document.replace('\'', '"').getBytes(UTF_8), HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
