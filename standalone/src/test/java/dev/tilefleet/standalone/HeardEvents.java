package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Listens to the events of one job until it is closed, or nothing more comes. */
final class HeardEvents implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<JsonNode> data = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> answer;
    private final CompletableFuture<Void> end;

    /** @param lastID of the event that was heard last; empty for a first time */
    HeardEvents(FleetUser user, String job, String lastID) {
        HttpRequest.Builder request = HttpRequest.newBuilder(user.fleet().resolve(job + "/events"));
        if (!lastID.isEmpty()) {
            request.header("Last-Event-ID", lastID);
        }
        this.answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .join();
        this.end = CompletableFuture.runAsync(() -> answer.body().forEach(this::hear));
    }

    HttpResponse<?> answer() {
        return answer;
    }

    /** The ids of the events, once there are so many. */
    List<String> ids(int count) {
        return eventually(count + " events", PATIENCE, () -> Optional.of(ids).filter(heard -> heard.size() >= count));
    }

    /** The statusInfos that were told, when nothing more comes. */
    List<JsonNode> untilTheEnd() {
        eventually("the end of the events", PATIENCE, () -> Optional.of(end).filter(CompletableFuture::isDone));
        return data;
    }

    private void hear(String line) {
        if (line.startsWith("data: ")) {
            data.add(read(line.substring("data: ".length())));
        } else if (line.startsWith("id: ")) {
            ids.add(line.substring("id: ".length()));
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
