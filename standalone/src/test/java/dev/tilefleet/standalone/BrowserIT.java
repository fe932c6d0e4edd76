package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tilefleet.standalone.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, before a whole fleet with the real model. */
final class BrowserIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path CLOUDS = TestingTiles.repository().resolve("models/cloud-mask/sample/cloud_6band.tif");
    private static final Path LABELS = TestingTiles.repository().resolve("models/cloud-mask/sample/cloud_labels.tif");
    private static final Path HOSTILE =
            Path.of("src/test/resources/dev/tilefleet/hostile").toAbsolutePath();

    @TempDir
    private static Path profile;

    private static Browser browser;

    @RegisterExtension
    private static final RunningFleet FLEET = new RunningFleet();

    @BeforeAll
    static void start() throws IOException {
        Path chromium = Browser.installed()
                .orElseGet(() -> abort("skipped: the page is tested in Chromium with ChromeDriver; both are not here"));
        browser = new Browser(chromium, profile);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(FLEET.user().fleet());
        browser.run("sessionStorage.clear(); location.hash = ''; location.reload();");
        shown("#process-description", text -> text.contains("Cloud and cloud shadow mask"));
    }

    @Test
    void showsTheMaskOfATileThatIsDropped() {
        drop(CLOUDS);
        shown("#file-facts", text -> text.startsWith("512×512, 6 bands (B02 B03 B04 B08 B11 B12)"));

        browser.click("#send");

        shown("#said", text -> text.startsWith("Done in ") && text.contains("cloud 25.6 %"));
        assertThat(browser.text("#tile-note")).isEqualTo("true colour, B04 B03 B02");
        assertThat(mask().differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(30);
        assertThat(browser.text("#classes")).contains("0 clear", "1 cloud", "2 cloud-shadow", "25.6 %");
        assertThat(browser.run("return document.getElementById('npy').download").asText())
                .isEqualTo("cloud_6band.npy");
        assertThat(browser.text("#npy")).isEqualTo("Mask as NumPy (256.1 KiB)");
        assertThat(colors("tile")).isGreaterThan(1000);
    }

    @Test
    void showsTheMaskAloneOfATileThatItCannotRead() {
        browser.choose("#file", HOSTILE.resolve("big_endian_zstd.tif"));
        shown("#file-facts", text -> text.contains("It cannot be shown here"));

        browser.click("#send");

        shown("#said", text -> text.startsWith("Done in "));
        assertThat(browser.text("#tile-missing")).isEqualTo("This page does not unpack TIFF compression 50000.");
        assertThat(browser.run("return document.getElementById('mask').hidden").asBoolean())
                .isFalse();
        assertThat(browser.text("#classes")).contains("0 clear");
    }

    @Test
    void saysWhatIsWrongWithATile() {
        browser.choose("#file", LABELS);

        browser.click("#send");

        shown("#failure", text -> text.startsWith("Too few bands"));
        assertThat(browser.text("#said")).isEqualTo("The job failed.");
        assertThat(browser.text("#mask-missing")).isEqualTo("There is no mask.");
    }

    @Test
    void saysWhatIsWrongWithAParameter() {
        browser.choose("#file", CLOUDS);
        browser.click("#parameters summary");
        browser.run("document.getElementById('new').noValidate = true");
        browser.type("#parameter-boaAddOffset", "99999");

        browser.click("#send");

        shown("#refusal", text -> text.startsWith("Invalid parameter") && text.contains("99999"));
    }

    @Test
    void opensAJobByItsAddressAndShowsTheMaskWithoutTheTile() {
        String job = FLEET.user().submit("cloud-mask", TestingTiles.clouds());

        browser.run("location.hash = arguments[0]", job);

        shown("#said", text -> text.startsWith("Done in "));
        assertThat(mask().differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(30);
        assertThat(browser.text("#tile-missing")).isEqualTo("A tile is shown in the tab that it was sent from.");
    }

    @Test
    void sendsATileWithTheKeyboardAlone() {
        browser.choose("#file", CLOUDS);
        browser.run("document.getElementById('process').focus()");

        browser.type("#send", "\uE007");

        shown("#said", text -> text.startsWith("Done in "));
        assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("job");
    }

    /** WebDriver has no hand that drops files; the page cannot tell this event from a real one. */
    private static void drop(Path file) {
        browser.choose("#file", file);
        browser.run("""
                const field = document.getElementById('file');
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(field.files[0]);
                field.value = '';
                document.getElementById('file-facts').textContent = '';
                document.getElementById('drop').dispatchEvent(
                    new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));""");
    }

    private static void shown(String selector, Predicate<String> expected) {
        eventually(selector, PATIENCE, () -> Optional.of(browser.text(selector)).filter(expected));
    }

    /** What is painted, as the classes that the legend gives these colours. */
    private static Mask mask() {
        String digits = browser.run("""
                const canvas = document.getElementById('mask');
                const colors = { '43,52,64': 0, '244,246,248': 1, '63,127,208': 2 };
                const rgba = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let digits = '';
                for (let at = 0; at < rgba.length; at += 4) {
                  digits += colors[rgba.slice(at, at + 3).join()] ?? 9;
                }
                return digits;""").asText();
        byte[] classes = new byte[digits.length()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (digits.charAt(i) - '0');
        }
        return Mask.painted(classes);
    }

    private static int colors(String canvas) {
        return browser.run("""
                const canvas = document.getElementById(arguments[0]);
                const rgba = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                return new Set(new Uint32Array(rgba.buffer)).size;""", canvas).asInt();
    }
}
