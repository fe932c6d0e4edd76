package dev.tilefleet.standalone.processes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many processes of each kind a fleet may have, and how they are set.
 *
 * @param settings of every api and worker, over those that lead it to store and broker
 * @param broker settings by Kafka's names
 * @param workerMain runs a worker; empty for the product's own command
 */
public record FleetPlan(
        int apis, int workers, Map<String, String> settings, Map<String, String> broker, String workerMain) {
    public FleetPlan {
        settings = Map.copyOf(settings);
        broker = Map.copyOf(broker);
    }

    /** The product's own commands, and process {@code tiny}. */
    public static FleetPlan of(int apis, int workers) {
        return new FleetPlan(apis, workers, Map.of(), Map.of(), "");
    }

    /** @param variable such as {@code TILEFLEET_JOB_DEADLINE} */
    public FleetPlan with(String variable, String value) {
        return new FleetPlan(apis, workers, and(settings, variable, value), broker, workerMain);
    }

    public FleetPlan withBroker(String setting, String value) {
        return new FleetPlan(apis, workers, settings, and(broker, setting, value), workerMain);
    }

    /** The broker takes the partitions of a worker that is dead, or silent, after this long. */
    public FleetPlan withSession(Duration timeout) {
        String session = Long.toString(timeout.toMillis());
        String heartbeat = Long.toString(timeout.dividedBy(4).toMillis());
        return withBroker("group.consumer.min.session.timeout.ms", session)
                .withBroker("group.consumer.session.timeout.ms", session)
                .withBroker("group.consumer.min.heartbeat.interval.ms", heartbeat)
                .withBroker("group.consumer.heartbeat.interval.ms", heartbeat);
    }

    /** Workers that this main runs instead; it must say {@code ready} once it takes jobs. */
    public FleetPlan withWorkers(Class<?> main) {
        return new FleetPlan(apis, workers, settings, broker, main.getName());
    }

    private static Map<String, String> and(Map<String, String> before, String name, String value) {
        Map<String, String> after = new HashMap<>(before);
        after.put(name, value);
        return after;
    }
}
