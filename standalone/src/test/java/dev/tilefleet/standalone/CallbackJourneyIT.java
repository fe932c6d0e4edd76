package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a submission to its callback, in the fleet that anybody has after {@code tilefleet up}. */
final class CallbackJourneyIT {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> 200 + band * 40 + x * 3 + y * 5).bytes();
    private static final CallbackReceiver RECEIVER = new CallbackReceiver();

    @RegisterExtension
    static final RunningFleet FLEET = new RunningFleet(Map.of(
            "TILEFLEET_PROCESSES", "unet10",
            "TILEFLEET_OUTBOUND_ALLOW", "127.0.0.1",
            "TILEFLEET_OUTBOUND_PORTS", Integer.toString(RECEIVER.port())));

    @AfterAll
    static void stop() {
        RECEIVER.close();
    }

    @Test
    void theCallbackLeadsBackToTheJobWithoutAnybodyHavingSaidWhereTheFleetIs() throws IOException {
        String job = submit("/links");

        JsonNode links =
                new ObjectMapper().readTree(told("/links").body()).path("data").path("links");

        assertThat(links.path(0).path("href").asText()).isEqualTo(FLEET.user().fleet() + job);
        assertThat(links).allSatisfy(link -> {
            URI href = URI.create(link.path("href").asText());
            assertThat(href.toString()).startsWith(FLEET.user().fleet() + "/");
            assertThat(FLEET.user().get(href.getPath()).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void theCallbackBelongsToTheTraceOfTheSubmission() {
        submit("/trace", "traceparent", TRACE);

        assertThat(told("/trace").headers()).containsEntry("traceparent", List.of(TRACE));
    }

    @Test
    void noTraceIsMadeUp() {
        submit("/no-trace", "traceparent", TRACE + "-and-more");

        assertThat(told("/no-trace").headers()).doesNotContainKey("traceparent");
    }

    private static String submit(String hook, String... headers) {
        String[] all = Stream.concat(
                        Stream.of(
                                "Content-Type",
                                "image/tiff",
                                "Tilefleet-Callback",
                                RECEIVER.uri(hook).toString()),
                        Stream.of(headers))
                .toArray(String[]::new);
        return FLEET.user()
                .accepted(FLEET.user().post("/processes/unet10/execution", BodyPublishers.ofByteArray(TILE), all));
    }

    private static CallbackReceiver.Got told(String hook) {
        return eventually(
                "a call at " + hook,
                Duration.ofMinutes(1),
                () -> RECEIVER.got(hook).stream().findFirst());
    }
}
