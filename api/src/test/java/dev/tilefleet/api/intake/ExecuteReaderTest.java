package dev.tilefleet.api.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.TestingModels;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.Sha256;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecuteReaderTest {
    private static final Submission HEAD = Submission.of(Caller.EVERYBODY, TestingModels.cloudMask());
    private static final String LINK = "\"file\": {\"href\": \"https://example.com/a.tif\", \"type\": \"image/tiff\"}";
    private static final int LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void create() throws IOException {
        file = Files.createFile(folder.resolve("spooled"));
    }

    @Test
    void readsAnExecutionAsTheStandardHasIt() {
        ExecuteDocument read = read("""
                {"inputs": {"file": {"href": "https://example.com/a.tif", "type": "image/tiff; application=geotiff"},
                            "boaAddOffset": -1000},
                 "outputs": {"mask": {"transmissionMode": "reference", "format": {"mediaType": "application/x-npy"}}},
                 "response": "document",
                 "subscriber": {"successUri": "https://example.com/s", "inProgressUri": "https://example.com/p",
                                "failedUri": "https://example.com/f"},
                 "mode": "async", "later": [{"a": [1, 2]}, "b"]}
                """);

        assertThat(read.tile()).isEqualTo(new TileInput.Link(URI.create("https://example.com/a.tif")));
        assertThat(read.submission().parameters().toString()).isEqualTo("{boaAddOffset=-1000}");
        assertThat(read.submission().results())
                .hasValue(new ResultsForm(ResultsForm.Response.DOCUMENT, ResultsForm.TransmissionMode.REFERENCE));
        assertThat(read.submission().callbacks())
                .containsExactly(
                        new Callback(Callback.FAILED, URI.create("https://example.com/f")),
                        new Callback(Callback.IN_PROGRESS, URI.create("https://example.com/p")),
                        new Callback(Callback.SUCCESS, URI.create("https://example.com/s")));
    }

    @Test
    void isRawAndByValueUnlessItSaysOtherwise() {
        ExecuteDocument read = read("{\"inputs\": {%s}}".formatted(LINK));

        assertThat(read.submission().results())
                .hasValue(new ResultsForm(ResultsForm.Response.RAW, ResultsForm.TransmissionMode.VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e3", "-1000.0", "{\"value\": -1000}", "{\"mediaType\": \"x\", \"value\": -10.00E2}"})
    void saysTheSameAsAQuery(String number) {
        ExecuteDocument read = read("{\"inputs\": {%s, \"boaAddOffset\": %s}, \"callback\": \"https://example.com/c\"}"
                .formatted(LINK, number));

        MultiMap query = MultiMap.caseInsensitiveMultiMap()
                .add("callback", "https://example.com/c")
                .add("boaAddOffset", "-1000");
        Submission asked = HEAD.and(query);
        assertThat(read.submission().parameters()).isEqualTo(asked.parameters());
        assertThat(read.submission().callbacks()).isEqualTo(asked.callbacks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%s\"",
                "{\"value\": \"%s\"}",
                "{\"value\": \"%s\", \"encoding\": \"base64\", \"mediaType\": \"image/tiff\"}",
                "{\"format\": {\"encoding\": \"base64\", \"mediaType\": \"image/tiff\"}, \"value\": \"%s\"}"
            })
    void decodesATileOnTheWay(String input) throws IOException {
        byte[] tile = tile(LIMIT);
        String base64 = Base64.getMimeEncoder().encodeToString(tile).replace("\r\n", "\\n");

        ExecuteDocument read = read("{\"inputs\": {\"file\": %s, \"boaAddOffset\": 7}, \"response\": \"raw\"}"
                .formatted(input.formatted(base64)));

        assertThat(read.tile()).isEqualTo(new TileInput.Inline(tile.length, Sha256.of(tile)));
        assertThat(read.submission().parameters()).containsKey("boaAddOffset");
        assertThat(Arrays.copyOf(Files.readAllBytes(file), tile.length)).isEqualTo(tile);
    }

    @Test
    void needsNoPadding() {
        byte[] tile = tile(100);

        ExecuteDocument read = read(inline(Base64.getEncoder().withoutPadding().encodeToString(tile)));

        assertThat(read.tile()).isEqualTo(new TileInput.Inline(tile.length, Sha256.of(tile)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "|malformed-request|it is not an object",
                "[]|malformed-request|it is not an object",
                "{\"inputs\": {}|malformed-request|it is not JSON",
                "{\"inputs\": {}} {}|malformed-request|something follows",
                "{\"inputs\": []}|malformed-request|inputs is not an object",
                "{}|file-part-missing|has no input \"file\"",
                "{\"inputs\": {\"file\": {}}}|file-part-missing|has no input \"file\"",
                "{\"inputs\": {\"file\": 7}}|malformed-request|neither a link nor a text",
                "{\"inputs\": {\"file\": \"\"}}|empty-body|is empty",
                "{\"inputs\": {\"file\": \"SUkqAA==\", \"file\": \"SUkqAA==\"}}|malformed-request|several tiles",
                "{\"inputs\": {\"file\": {\"value\": \"SUkqAA==\", \"href\": \"https://a.b/c\"}}}|malformed-request|several tiles",
                "{\"inputs\": {\"file\": \"SUkq-A==\"}}|malformed-request|is not base64: Illegal character",
                "{\"inputs\": {\"file\": \"iVBORw0KGgo=\"}}|not-a-geotiff|do not begin as those of a TIFF",
                "{\"inputs\": {\"file\": {\"value\": \"SUkqAA==\", \"encoding\": \"hex\"}}}|invalid-parameter|base64, not in hex",
                "{\"inputs\": {\"file\": {\"href\": \"https://a.b/c\", \"type\": \"image/png\"}}}|invalid-parameter|not image/png",
                "{\"inputs\": {\"file\": {\"href\": \"https://a b/\"}}}|url-not-allowed|cannot be read",
                "{\"inputs\": {\"threshold\": 1}}|invalid-parameter|no parameter \"threshold\"",
                "{\"inputs\": {\"boaAddOffset\": \"1\"}}|invalid-parameter|is a number",
                "{\"inputs\": {\"boaAddOffset\": true}}|invalid-parameter|\"true\" is none",
                "{\"inputs\": {\"boaAddOffset\": [1]}}|invalid-parameter|is a number",
                "{\"inputs\": {\"boaAddOffset\": 1, \"boaAddOffset\": 1}}|invalid-parameter|more than once",
                "{\"outputs\": {\"clouds\": {}}}|invalid-parameter|no output \"clouds\"; there is mask",
                "{\"outputs\": {\"mask\": {\"transmissionMode\": \"mail\"}}}|invalid-parameter|not mail",
                "{\"outputs\": {\"mask\": {\"format\": {\"mediaType\": \"image/png\"}}}}|invalid-parameter|not image/png",
                "{\"response\": \"cooked\"}|invalid-parameter|raw or document, not cooked",
                "{\"mode\": \"later\"}|invalid-parameter|sync, async or auto, not later",
                "{\"subscriber\": {\"successUri\": 1}}|malformed-request|subscriber.successUri is not a text",
                "{\"callback\": \"https://a b/\"}|url-not-allowed|cannot be read"
            })
    void saysWhatIsWrong(String document, String type, String detail) {
        assertThatThrownBy(() -> read(document == null ? "" : document))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type().code()).isEqualTo(type))
                .hasMessageContaining(detail);
    }

    @Test
    void refusesATileThatGrowsTooLarge() {
        assertThatThrownBy(() -> read(inline(Base64.getEncoder().encodeToString(tile(LIMIT + 1)))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.UPLOAD_TOO_LARGE));
    }

    /** A terabyte of each would follow; the heap would end before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"|a",
                "{\"a\": \"|b",
                "{\"a\": |1",
                "{\"inputs\": {\"boaAddOffset\": |1",
                "{\"a\": |[",
                "{|\"a\":1,",
                "{\"inputs\": {\"file\": \"SUkqAA==\"}, \"callback\": \"|u",
                "|  "
            })
    void keepsNextToNothingWhateverComes(String endless) {
        int bar = endless.indexOf('|');
        InputStream document = new SequenceInputStream(
                stream(endless.substring(0, bar)),
                new EndlessText(endless.substring(bar + 1).getBytes(UTF_8)));

        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
    }

    private static final class EndlessText extends InputStream {
        private final byte[] text;
        private long at;

        EndlessText(byte[] text) {
            this.text = text;
        }

        @Override
        public int read() {
            if (at == 1L << 40) {
                throw new AssertionError("somebody reads all of it");
            }
            return text[(int) (at++ % text.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            return length;
        }
    }

    private static String inline(String base64) {
        return "{\"inputs\": {\"file\": \"%s\"}}".formatted(base64);
    }

    private static byte[] tile(int length) {
        byte[] tile = new byte[length];
        new Random(length).nextBytes(tile);
        System.arraycopy(new byte[] {'I', 'I', 42, 0}, 0, tile, 0, 4);
        return tile;
    }

    private ExecuteDocument read(String document) {
        try {
            Files.writeString(file, document);
            return read(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text and the tile share a file, as on the spool. */
    private ExecuteDocument read(InputStream document) {
        try (document;
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return ExecuteReader.read(document, HEAD, new DecodedTile(channel, LIMIT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
