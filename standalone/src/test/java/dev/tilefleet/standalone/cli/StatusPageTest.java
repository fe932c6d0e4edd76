package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.client.Problem;
import dev.tilefleet.standalone.client.StatusInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StatusPageTest {
    private static final UUID JOB = UUID.fromString("6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3");

    @Test
    void showsAllThatIsKnown() {
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put("queued", 12.4);
        timings.put("infer", 1234.0);
        StatusInfo info = new StatusInfo(
                JOB,
                Optional.of("cloud-mask"),
                StatusInfo.Status.FAILED,
                Optional.of("ended"),
                Optional.of(Instant.parse("2026-03-01T12:00:00.123456Z")),
                Optional.of(Instant.parse("2026-03-01T12:00:01Z")),
                Optional.of(Instant.parse("2026-03-01T12:00:02Z")),
                Optional.empty(),
                Optional.of(3),
                Optional.of(90.0),
                Optional.of(Instant.parse("2026-03-02T12:00:00Z")),
                Optional.of(new Problem(null, "Wrong size", 422, Optional.of("512 by 512 needed"))),
                timings,
                Optional.of("worker-1"));

        assertThat(StatusPage.lines(info))
                .containsExactly(
                        "job       6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3",
                        "process   cloud-mask",
                        "status    failed",
                        "created   2026-03-01T12:00:00.123Z",
                        "queue     number 3, about 90.0 s to go",
                        "started   2026-03-01T12:00:01Z",
                        "finished  2026-03-01T12:00:02Z",
                        "deadline  2026-03-02T12:00:00Z",
                        "worker    worker-1",
                        "timings   queued 12 ms, infer 1.2 s",
                        "message   ended",
                        "problem   Wrong size: 512 by 512 needed",
                        "");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        StatusInfo info = new StatusInfo(
                JOB,
                Optional.empty(),
                StatusInfo.Status.ACCEPTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());

        assertThat(StatusPage.lines(info))
                .containsExactly("job       6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3", "status    accepted", "");
    }
}
