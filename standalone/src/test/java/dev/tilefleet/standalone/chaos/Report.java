package dev.tilefleet.standalone.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.standalone.processes.ChildJvm;
import dev.tilefleet.standalone.processes.Part;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The numbers of a run.
 *
 * @param deeds how often each kind was done
 * @param refused submissions that got no 201
 */
record Report(
        Evidence evidence,
        List<ConsumerRecord<byte[], byte[]>> records,
        Collection<Part> parts,
        Map<String, Integer> deeds,
        int refused,
        Duration took) {
    void print() {
        System.out.printf(
                "chaos: %d jobs promised in %.1f s (%.1f a second), %d submissions without a promise%n",
                evidence.promises().size(),
                took.toMillis() / 1e3,
                evidence.promises().size() * 1e3 / took.toMillis(),
                refused);
        System.out.println("  deeds              " + deeds);
        System.out.println("  processes started  " + starts());
        System.out.println("  starts refused     " + refusedStarts());
        System.out.println("  outcomes           "
                + counted(evidence.outcomes().values().stream().map(Report::how)));
        System.out.println("  records            " + counted(records.stream().map(ConsumerRecord::topic)));
        System.out.println("  job records a job  " + perJob(".jobs."));
        System.out.println("  attempts a job     " + perJob(".progress"));
        System.out.println("  outcome records    " + perJob(".outcomes"));
        System.out.println("  objects            "
                + new TreeMap<>(new StoredObjects(evidence.keys(), evidence.outcomes()).counts()));
    }

    private static String how(Outcome outcome) {
        return outcome.ending() instanceof Outcome.Failed(var problem)
                ? problem.type().code()
                : outcome.ending().status().toString();
    }

    private Map<String, Integer> starts() {
        return parts.stream()
                .collect(Collectors.toMap(Part::name, part -> part.lives().size(), (one, _) -> one, TreeMap::new));
    }

    private long refusedStarts() {
        return parts.stream()
                .flatMap(part -> part.lives().stream())
                .filter(ChildJvm::diedOfItself)
                .count();
    }

    /** How many jobs have one record of the topic, how many two, and so on. */
    private Map<Long, Long> perJob(String topic) {
        Map<String, Long> byJob = records.stream()
                .filter(record -> record.topic().contains(topic) && record.key() != null)
                .collect(Collectors.groupingBy(record -> new String(record.key(), UTF_8), Collectors.counting()));
        return byJob.values().stream()
                .collect(Collectors.groupingBy(count -> count, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> counted(Stream<String> names) {
        return names.collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }
}
