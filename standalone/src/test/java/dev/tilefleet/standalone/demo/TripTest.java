package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tilefleet.standalone.client.StatusInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TripTest {
    private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void itsLegsAreTheWholeTime() {
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("queued", 20.0);
        stages.put("infer", 500.5);

        Trip trip = trip(Optional.of(SENT.plusMillis(100)), stages, 700, 730);

        assertThat(trip.time()).isEqualTo(Duration.ofMillis(730));
        assertThat(trip.legs())
                .containsExactly(
                        entry("upload", 100.0),
                        entry("queued", 20.0),
                        entry("infer", 500.5),
                        entry("outcome", 79.5),
                        entry("download", 30.0));
    }

    @Test
    void countsTheUploadToTheOutcomeWhereItsEndIsNotTold() {
        Trip trip = trip(Optional.empty(), Map.of("infer", 500.0), 700, 730);

        assertThat(trip.legs()).contains(entry("upload", 0.0), entry("outcome", 200.0));
    }

    @Test
    void noLegIsShorterThanNothing() {
        Trip trip = trip(Optional.of(SENT), Map.of("infer", 701.0), 700, 730);

        assertThat(trip.legs()).contains(entry("outcome", 0.0));
    }

    private static Trip trip(Optional<Instant> created, Map<String, Double> stages, long seen, long received) {
        StatusInfo job = new StatusInfo(
                UUID.fromString("6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3"),
                Optional.empty(),
                StatusInfo.Status.SUCCESSFUL,
                Optional.empty(),
                created,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                stages,
                Optional.empty());
        return new Trip(job, new byte[0], SENT, SENT.plusMillis(seen), SENT.plusMillis(received));
    }
}
