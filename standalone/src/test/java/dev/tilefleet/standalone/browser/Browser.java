package dev.tilefleet.standalone.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody with a browser: Chromium, headless, by the W3C's WebDriver protocol and nothing else. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How the protocol writes the reference to an element. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ChromeDriver driver = new ChromeDriver();
    private final URI session;

    /**
     * @param chromium of {@link #installed}
     * @param profile an empty folder that outlives the browser
     */
    public Browser(Path chromium, Path profile) throws IOException {
        Map<String, Object> options = Map.of(
                "binary",
                chromium.toString(),
                "args",
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,900",
                        "--user-data-dir=" + profile));
        Map<String, Object> wanted =
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options)));
        try {
            String id = call("POST", driver.address().resolve("/session"), wanted)
                    .path("sessionId")
                    .asText();
            session = driver.address().resolve("/session/" + id + "/");
        } catch (RuntimeException | Error e) {
            driver.close();
            throw e;
        }
    }

    /** The browser of this machine, if it has one that can be driven. */
    public static Optional<Path> installed() {
        return ChromeDriver.chromium();
    }

    public void open(URI page) {
        post("url", Map.of("url", page.toString()));
    }

    /** Gives a file to a field for files. */
    public void choose(String selector, Path file) {
        type(selector, file.toString());
    }

    public void type(String selector, String text) {
        post("element/" + element(selector) + "/value", Map.of("text", text));
    }

    public void click(String selector) {
        post("element/" + element(selector) + "/click", Map.of());
    }

    /** What a person sees of an element's text; empty where it is not shown. */
    public String text(String selector) {
        return call("GET", session.resolve("element/" + element(selector) + "/text"), null)
                .asText();
    }

    /** What the body of a function returns in the page. */
    public JsonNode run(String body, Object... arguments) {
        return post("execute/sync", Map.of("script", body, "args", List.of(arguments)));
    }

    private String element(String selector) {
        return post("element", Map.of("using", "css selector", "value", selector))
                .path(ELEMENT)
                .asText();
    }

    private JsonNode post(String command, Object body) {
        return call("POST", session.resolve(command), body);
    }

    private JsonNode call(String method, URI command, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(command)
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            JsonNode value = JSON.readTree(
                            http.send(request, BodyHandlers.ofByteArray()).body())
                    .path("value");
            if (value.has("error")) {
                throw new AssertionError(command + ": " + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            call("DELETE", URI.create(session.toString().replaceFirst("/$", "")), null);
        } finally {
            driver.close();
        }
    }
}
