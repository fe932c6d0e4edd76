package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ResultsForm.Response;
import dev.tilefleet.job.UnreadableDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsBodyTest {
    private static final String SEVERAL =
            "{\"string\":\"Hello\",\"binary\":{\"value\":\"SUkqAA==\",\"mediaType\":\"image/tiff\",\"encoding\":\"base64\"}}";

    @Test
    void aDocumentIsWhatIsStored() {
        OutputsBody body = OutputsBody.of(SEVERAL.getBytes(UTF_8), Response.DOCUMENT, false, "b");

        assertThat(body.mediaType()).hasValue("application/json");
        assertThat(text(body)).isEqualTo(SEVERAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'string':'Hello'} | application/json | 'Hello'",
                "{'number':12345678901234567890.120} | application/json | 12345678901234567890.120",
                "{'array':[1,2]} | application/json | [1,2]",
                "{'object':{'value':{'value':'x'}}} | application/json | {'value':'x'}",
                "{'boundingBox':{'bbox':[1,2,3,4]}} | application/json | {'bbox':[1,2,3,4]}",
                "{'binary':{'value':'SGVsbG8=','mediaType':'image/tiff','encoding':'base64'}} | image/tiff | Hello"
            })
    void oneOutputIsItself(String document, String mediaType, String content) {
        OutputsBody body = raw(document.replace('\'', '"'), false);

        assertThat(body.mediaType()).hasValue(mediaType);
        assertThat(text(body)).isEqualTo(content.replace('\'', '"'));
    }

    @Test
    void severalAreAPartEach() {
        OutputsBody body = raw(SEVERAL, false);

        assertThat(body.mediaType()).hasValue("multipart/related; type=\"application/json\"; boundary=b0undary");
        assertThat(text(body)).isEqualTo("""
                --b0undary
                Content-Type: application/json
                Content-ID: <string>

                "Hello"
                --b0undary
                Content-Type: image/tiff
                Content-ID: <binary>

                II*\0
                --b0undary--
                """.replace("\n", "\r\n"));
    }

    @Test
    void severalAreTheDocumentForWhoTakesNoParts() {
        OutputsBody body = raw(SEVERAL, true);

        assertThat(body.mediaType()).hasValue("application/json");
        assertThat(text(body)).isEqualTo(SEVERAL);
    }

    @Test
    void noneAreNothing() {
        assertThat(raw("{}", true).mediaType()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no document", "{\"a\":{\"value\":\"%\",\"encoding\":\"base64\"}}"})
    void whatIsNoDocumentIsUnreadable(String document) {
        assertThatThrownBy(() -> raw(document, false)).isInstanceOf(UnreadableDocumentException.class);
    }

    private static OutputsBody raw(String document, boolean isJsonOnly) {
        return OutputsBody.of(document.getBytes(UTF_8), Response.RAW, isJsonOnly, "b0undary");
    }

    private static String text(OutputsBody body) {
        return body.content().toString();
    }
}
