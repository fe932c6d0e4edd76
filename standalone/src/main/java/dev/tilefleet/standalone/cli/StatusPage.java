package dev.tilefleet.standalone.cli;

import static java.util.stream.Collectors.joining;

import dev.tilefleet.standalone.client.Problem;
import dev.tilefleet.standalone.client.StatusInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A job's state as a person reads it: a name and a value a line, what is not known left out, an empty line at the end. */
final class StatusPage {
    private StatusPage() {}

    static List<String> lines(StatusInfo info) {
        List<String> lines = new ArrayList<>();
        add(lines, "job", Optional.of(info.jobID().toString()));
        add(lines, "process", info.processID());
        add(lines, "status", Optional.of(info.status().toString()));
        add(lines, "created", info.created().map(StatusPage::time));
        add(lines, "queue", queue(info));
        add(lines, "started", info.started().map(StatusPage::time));
        add(lines, "finished", info.finished().map(StatusPage::time));
        add(lines, "deadline", info.deadline().map(StatusPage::time));
        add(lines, "worker", info.worker());
        add(lines, "timings", timings(info.timings()));
        add(lines, "message", info.message());
        add(lines, "problem", info.problem().map(Problem::toString));
        lines.add("");
        return lines;
    }

    private static void add(List<String> lines, String name, Optional<String> value) {
        value.ifPresent(text -> lines.add("%-9s %s".formatted(name, text)));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Optional<String> queue(StatusInfo info) {
        String left = info.estimatedSeconds()
                .map(seconds -> ", about %s to go".formatted(span(seconds * 1000)))
                .orElse("");
        return info.queuePosition().map(position -> "number " + position + left);
    }

    private static Optional<String> timings(Map<String, Double> timings) {
        return timings.isEmpty()
                ? Optional.empty()
                : Optional.of(timings.entrySet().stream()
                        .map(stage -> stage.getKey() + " " + span(stage.getValue()))
                        .collect(joining(", ")));
    }

    private static String span(double millis) {
        return millis < 1000 ? "%.0f ms".formatted(millis) : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
