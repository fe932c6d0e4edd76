package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tilefleet.api.access.ApiKey;
import dev.tilefleet.standalone.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, before a fleet that wants keys: the form for one, and the jobs that it opens. */
final class BrowserKeysIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();
    private static final ApiKey ALICES = ApiKey.random(new SecureRandom());
    private static final ApiKey BOBS = ApiKey.random(new SecureRandom());

    @TempDir
    private static Path profile;

    @TempDir
    private static Path data;

    private static Browser browser;
    private static FleetInParts fleet;
    private static String alicesOld;
    private static String alicesNew;
    private static String bobs;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path chromium = Browser.installed()
                .orElseGet(() -> abort("skipped: the page is tested in Chromium with ChromeDriver; both are not here"));
        browser = new Browser(chromium, profile);
        Path keys = Files.writeString(data.resolve("keys"), line(ALICES, "alice") + line(BOBS, "bob"));
        fleet = new FleetInParts(data, Map.of("TILEFLEET_ACCESS", "keys", "TILEFLEET_API_KEYS", keys.toString()));
        alicesOld = submit(ALICES);
        alicesNew = submit(ALICES);
        bobs = submit(BOBS);
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(fleet.user().fleet());
        browser.run("sessionStorage.clear(); location.hash = ''; location.reload();");
        shown("#key-heading", text -> text.equals("This fleet asks for an API key"));
    }

    @Test
    void asksForAKeyAndShowsNoJobWithoutOne() {
        assertThat(browser.text("#recent")).isEmpty();
        assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("key-text");
        assertThat(browser.run("return document.getElementById('key-text').type")
                        .asText())
                .isEqualTo("password");
    }

    @Test
    void saysThatAKeyIsWrongAndAsksForAnother() {
        use("tilefleet_none");

        shown("#key-heading", text -> text.equals("The fleet does not take this API key"));
        assertThat(browser.text("#recent")).isEmpty();
    }

    @Test
    void listsTheRecentJobsOfTheKeysOwnerTheNewestFirst() {
        use(ALICES.text().reveal());

        shown("#recent", text -> text.contains(shortened(alicesOld)));
        assertThat(browser.text("#key")).isEmpty();
        assertThat(all("#jobs code")).isEqualTo(shortened(alicesNew) + "," + shortened(alicesOld));
        assertThat(browser.text("#recent"))
                .contains("accepted", "unet10", "ago")
                .doesNotContain(shortened(bobs));
    }

    @Test
    void opensAJobOfTheList() {
        use(ALICES.text().reveal());
        shown("#recent", text -> text.contains(shortened(alicesOld)));

        browser.click("#jobs li:last-child a");

        shown("#job-heading", text -> text.equals("Job " + shortened(alicesOld)));
        shown("#said", text -> !text.isEmpty() && !text.equals("Asking for the job …"));
        eventually(
                "the job marked",
                PATIENCE,
                () -> Optional.of(all("#jobs a[aria-current] code")).filter(shortened(alicesOld)::equals));
    }

    @Test
    void forgetsTheKeyAndTheJobsThatItOpened() {
        use(ALICES.text().reveal());
        shown("#recent", text -> text.contains(shortened(alicesOld)));

        browser.click("#forget-key");

        shown("#key-heading", text -> text.equals("This fleet asks for an API key"));
        shown("#recent", String::isEmpty);
        assertThat(browser.run("return sessionStorage.length").asInt()).isZero();
    }

    private static void use(String key) {
        browser.type("#key-text", key);
        browser.click("#key button");
    }

    private static String submit(ApiKey key) {
        return fleet.user().withKey(key.text().reveal()).submit(FleetInParts.PROCESS, TILE);
    }

    private static String shortened(String job) {
        return job.substring("/jobs/".length()).substring(0, 8);
    }

    /** The texts of all such elements. */
    private static String all(String selector) {
        return browser.run(
                        "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent).join()",
                        selector)
                .asText();
    }

    private static String line(ApiKey key, String owner) {
        return key.entry(owner, Instant.now(), Optional.empty()) + "\n";
    }

    private static void shown(String selector, Predicate<String> expected) {
        eventually(selector, PATIENCE, () -> Optional.of(browser.text(selector)).filter(expected));
    }
}
