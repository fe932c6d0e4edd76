package dev.tilefleet.standalone.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.JobID;
import dev.tilefleet.standalone.chaos.Journal.Entry;
import dev.tilefleet.standalone.processes.ProcessFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that is known of one job, in the order of time: what was done to the fleet, records, objects, log lines. */
final class Timeline {
    private final List<Entry> entries = new ArrayList<>();
    private final String job;

    private Timeline(String job) {
        this.job = job;
    }

    static List<String> of(
            JobID job, Promises promises, Journal journal, List<ConsumerRecord<byte[], byte[]>> records, Path folder) {
        Timeline timeline = new Timeline(job.toString());
        promises.made().stream()
                .filter(promise -> promise.job().equals(job))
                .forEach(promise -> timeline.add(promise.at(), "201 from " + promise.by()));
        timeline.entries.addAll(journal.entries());
        records.stream().filter(timeline::isOfJob).forEach(timeline::add);
        timeline.addObjects(folder.resolve(ProcessFleet.STORE));
        timeline.addLogLines(folder);
        return timeline.entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .map(entry -> entry.at() + " " + entry.text())
                .toList();
    }

    private void add(Instant at, String text) {
        entries.add(new Entry(at, text));
    }

    private boolean isOfJob(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && new String(record.key(), UTF_8).equals(job);
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        add(
                Instant.ofEpochMilli(record.timestamp()),
                "record %s-%d@%d %s"
                        .formatted(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                LogReader.header(record, "ce_type")));
    }

    /** The embedded store keeps each object as a file, written once. */
    private void addObjects(Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(job))
                    .toList()) {
                add(Files.getLastModifiedTime(file).toInstant(), "object " + store.relativize(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addLogLines(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log :
                    logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                for (String line : new String(Files.readAllBytes(log), UTF_8).split("\n", -1)) {
                    if (line.contains(job)) {
                        time(line).ifPresent(at -> add(at, log.getFileName() + " " + line));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Instant> time(String line) {
        try {
            return Optional.of(Instant.parse(line.split(" ", 2)[0]));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
