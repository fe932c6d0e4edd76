package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Somebody who has an HTTP client and the address of a fleet. */
public final class FleetUser {
    private static final Set<String> TERMINAL = Set.of("successful", "failed", "dismissed");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI fleet;
    private final String[] always;

    public FleetUser(URI fleet) {
        this(fleet, new String[0]);
    }

    private FleetUser(URI fleet, String... always) {
        this.fleet = fleet;
        this.always = always;
    }

    /** Somebody who has an API key for it. */
    FleetUser withKey(String key) {
        return new FleetUser(fleet, "Authorization", "Bearer " + key);
    }

    public URI fleet() {
        return fleet;
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<byte[]> head(String path, String... headers) {
        return send(request(path, headers).HEAD());
    }

    public HttpResponse<byte[]> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<byte[]> post(String path, BodyPublisher body, String... headers) {
        return send(request(path, headers).POST(body));
    }

    /** Sends a raw tile to {@code cloud-mask} or with a query to {@code cloud-mask?boaAddOffset=-1000}. */
    public HttpResponse<byte[]> send(String process, byte[] tile) {
        String[] parts = process.split("(?=\\?)", 2);
        return post(
                "/processes/%s/execution%s".formatted(parts[0], parts.length == 2 ? parts[1] : ""),
                BodyPublishers.ofByteArray(tile),
                "Content-Type",
                "image/tiff");
    }

    /** Sends a raw tile, which must be accepted; gives the job's path. */
    public String submit(String process, byte[] tile) {
        return accepted(send(process, tile));
    }

    /** The path of the job that this answer speaks of. */
    public String accepted(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(fleet + "/jobs/");
        return URI.create(location).getPath();
    }

    public JsonNode status(String job) {
        HttpResponse<byte[]> answer = get(job);
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
        return json(answer);
    }

    /** The job's status as soon as it will not change any more. */
    public JsonNode ended(String job) {
        return eventually(
                "the end of " + job,
                PATIENCE,
                () -> Optional.of(status(job))
                        .filter(info -> TERMINAL.contains(info.path("status").asText())));
    }

    /** The mask of a job that ends well. */
    public Mask mask(String job) {
        JsonNode info = ended(job);
        assertThat(info.path("status").asText()).as(info::toString).isEqualTo("successful");
        HttpResponse<byte[]> answer = get(job + "/results/mask.npy");
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
        return Mask.of(answer.body());
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(answer), e);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return "%d %s"
                .formatted(answer.statusCode(), new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(fleet.resolve(path)).timeout(Duration.ofSeconds(30));
        if (always.length > 0) {
            request.headers(always);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
