package dev.tilefleet.standalone.chaos;

import dev.tilefleet.standalone.processes.Fault;
import dev.tilefleet.standalone.processes.ProcessFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is done to a fleet and when, the same for the same seed: rounds, each of which has every kind of deed in another
 * order.
 */
final class Schedule {
    /** A deed, and how long after the one before. */
    record Step(Duration pause, Deed deed) {}

    /** Of each round. */
    static final int KILLS = 7;

    private final Random random;
    private final List<String> apis;
    private final List<String> workers;
    private final Duration pause;
    private final Duration session;

    /**
     * @param pause between two deeds, on average
     * @param session after which the broker takes a silent worker's partitions away: a suspended one sleeps longer
     */
    Schedule(long seed, List<String> apis, List<String> workers, Duration pause, Duration session) {
        this.random = new Random(seed);
        this.apis = List.copyOf(apis);
        this.workers = List.copyOf(workers);
        this.pause = pause;
        this.session = session;
    }

    /** The next round. */
    List<Step> round() {
        List<Deed> deeds = new ArrayList<>(List.of(
                new Deed.Kill(any(apis)),
                new Deed.Kill(any(apis)),
                new Deed.Kill(any(workers)),
                new Deed.Kill(any(workers)),
                new Deed.Kill(any(workers)),
                new Deed.Kill(ProcessFleet.BROKER),
                new Deed.Kill(ProcessFleet.STORE),
                new Deed.Suspend(any(workers), between(session.plusSeconds(1), session.plusSeconds(4))),
                new Deed.Suspend(any(apis), between(Duration.ofSeconds(1), session.plusSeconds(2))),
                new Deed.FillDisk(random.nextInt(6_000), between(Duration.ofSeconds(1), Duration.ofSeconds(4))),
                new Deed.Repeat(3)));
        Stream.<Supplier<Deed>>of(this::breakOne, this::breakOne, this::breakOne, this::breakAll)
                .map(Supplier::get)
                .forEach(deeds::add);
        Collections.shuffle(deeds, random);
        return deeds.stream()
                .map(deed -> new Step(between(Duration.ZERO, pause.multipliedBy(2)), deed))
                .toList();
    }

    private Deed breakOne() {
        List<String> clients = Stream.concat(apis.stream(), workers.stream()).toList();
        return new Deed.Break(any(clients), target(), fault(), between(Duration.ofMillis(200), Duration.ofSeconds(6)));
    }

    private Deed breakAll() {
        return new Deed.BreakAll(target(), fault(), between(Duration.ofMillis(200), Duration.ofSeconds(4)));
    }

    private String target() {
        return any(List.of(ProcessFleet.STORE, ProcessFleet.BROKER));
    }

    private Fault fault() {
        return any(List.of(Fault.CUT, Fault.SILENT, Fault.SLOW));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
