package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What an inspection found wrong, with all that helps to see how it came about. */
record Findings(
        List<Violation> violations,
        Promises promises,
        Journal journal,
        List<ConsumerRecord<byte[], byte[]>> records,
        Path folder) {
    private static final int TIMELINES = 3;

    /** Prints them, and the timelines of the first few jobs among them. */
    void print() {
        violations.forEach(violation -> System.out.println("VIOLATION " + violation));
        violations.stream()
                .flatMap(violation -> violation.job().stream())
                .distinct()
                .limit(TIMELINES)
                .forEach(this::print);
        if (violations.stream().anyMatch(violation -> violation.job().isEmpty())) {
            System.out.println("what was done:");
            journal.entries().forEach(entry -> System.out.println("  " + entry.at() + " " + entry.text()));
        }
    }

    private void print(JobID job) {
        System.out.println("timeline of " + job);
        Timeline.of(job, promises, journal, records, folder).forEach(line -> System.out.println("  " + line));
    }
}
