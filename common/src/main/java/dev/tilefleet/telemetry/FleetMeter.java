package dev.tilefleet.telemetry;

import static dev.tilefleet.telemetry.FleetMeter.Exporter.API;
import static dev.tilefleet.telemetry.FleetMeter.Exporter.BOTH;
import static dev.tilefleet.telemetry.FleetMeter.Exporter.WORKER;
import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.DISTRIBUTION_SUMMARY;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.util.List;

/**
 * Every meter of the fleet, declared once: its name, what it tells, its tags and who exports it. {@code
 * docs/operations.md} lists them under the names that Prometheus gives them.
 *
 * <p>No tag holds a job's id or anything else that a user chooses: the number of series stays small.
 */
public enum FleetMeter {
    JOBS_ACCEPTED(COUNTER, "tilefleet.jobs.accepted", "Jobs answered with 201", API, "process"),
    INPUT_SIZE(DISTRIBUTION_SUMMARY, "tilefleet.input.size", "Size of accepted tiles", API, "process"),
    REQUESTS_REFUSED(COUNTER, "tilefleet.requests.refused", "Requests answered with a problem", API, "problem"),
    HTTP_REQUESTS(
            TIMER,
            "tilefleet.http.requests",
            "Time from the request's head to the answer's end, of those answered at once (prompt), those that wait for a job's end as"
                    + " they were asked to (wait) and event streams (stream)",
            API,
            "route,status,kind"),
    FOLLOWERS(
            GAUGE,
            "tilefleet.followers",
            "Requests that wait for a job's end (wait) or hear of all that happens to it (stream)",
            API,
            "kind"),
    VIEW_JOBS(GAUGE, "tilefleet.view.jobs", "Jobs an api replica has in memory", API, ""),
    VIEW_AGE(
            GAUGE,
            "tilefleet.view.age.seconds",
            "Time since an api replica's memory was all that the topics said; NaN before it ever was",
            API,
            ""),
    QUEUE_LAG(
            GAUGE,
            "tilefleet.queue.lag",
            "Records of a jobs topic behind the workers' committed offset, asked of the broker every 15 s; the same from every"
                    + " replica",
            API,
            "process,partition"),
    DELIVERIES(
            COUNTER,
            "tilefleet.deliveries",
            "Callbacks told of a job's end (delivered), or not, for the receiver does not want it or no attempt is left"
                    + " (given-up)",
            API,
            "result"),
    DELIVERY_ATTEMPTS(
            COUNTER,
            "tilefleet.delivery.attempts",
            "Requests to callbacks: answered 2xx (accepted), otherwise (refused), not at all or not sent (unanswered)",
            API,
            "result"),
    DELIVERIES_DUE(
            GAUGE,
            "tilefleet.deliveries.due",
            "Deliveries that were due and waited when an api replica last looked through its part of the timers",
            API,
            ""),
    DELIVERY_BREAKERS(
            GAUGE,
            "tilefleet.delivery.breakers.open",
            "Receivers that an api replica leaves alone for a while, since they did not answer",
            API,
            ""),
    INBOX_FILES(
            COUNTER,
            "tilefleet.inbox.files",
            "Versions of dropped files that became a job (accepted) or were answered with an error document (refused)",
            API,
            "result"),
    INBOX_WAITING(
            GAUGE,
            "tilefleet.inbox.waiting",
            "Dropped files that the last sweep of an api replica left for later: too many jobs wait, or somebody had"
                    + " begun with them and not come to the end",
            API,
            ""),
    INBOX_SWEEP(
            TIMER,
            "tilefleet.inbox.sweep",
            "Time of an api replica's look through the inbox, with what it took out of it",
            API,
            ""),

    JOBS_ENDED(
            COUNTER,
            "tilefleet.jobs.ended",
            "Ends of jobs, by the process that decided them, so that over the fleet each job counts once; problem is none"
                    + " unless the status is failed",
            BOTH,
            "process,status,problem"),

    JOBS_IN_FLIGHT(GAUGE, "tilefleet.jobs.in.flight", "Jobs a worker took and has not ended", WORKER, "process"),
    STAGE(
            TIMER,
            "tilefleet.stage",
            "Time a tile spends in each stage of its journey, waits and retries included",
            WORKER,
            "process,stage"),
    PARTITIONS_ASSIGNED(GAUGE, "tilefleet.partitions.assigned", "Partitions a worker owns", WORKER, "process"),
    LEDGER_SPAN(
            GAUGE,
            "tilefleet.ledger.span",
            "Offsets between a partition's oldest job in hand and the next record; the widest of the worker's partitions",
            WORKER,
            "process"),
    RETRIES(
            COUNTER,
            "tilefleet.retries",
            "Tries that failed because store or queue were away, by what was tried",
            WORKER,
            "stage,dependency"),
    BREAKER_OPEN(
            GAUGE,
            "tilefleet.breaker.open",
            "1 while a worker takes no jobs because store or queue are away, else 0",
            WORKER,
            "dependency"),
    BREAKER_OPENINGS(
            COUNTER,
            "tilefleet.breaker.openings",
            "Times that a worker stopped taking jobs because store or queue were away",
            WORKER,
            "dependency"),
    REDELIVERIES(
            COUNTER,
            "tilefleet.redeliveries",
            "Records read again: a worker had ended the job (ended), or died with its tile in flight (in-flight)",
            WORKER,
            "process,reason"),
    SUSPECTS(
            COUNTER,
            "tilefleet.suspects",
            "Tiles a process died with: taken again (marked), begun alone (alone), given up as worker-crashed (given-up)",
            WORKER,
            "process,event"),
    DEAD_LETTERS(
            COUNTER,
            "tilefleet.dead.letters",
            "Records nobody could read, set aside on the dead-letters topic",
            WORKER,
            "process"),
    FAULTS(COUNTER, "tilefleet.faults", "Jobs that met a fault nobody foresaw and are tried again", WORKER, "process");

    /** Parts of the fleet that export meters; {@code tilefleet up} is both. */
    public enum Exporter {
        API,
        WORKER,
        BOTH
    }

    private final Meter.Type type;
    private final String id;
    private final String description;
    private final Exporter exporter;
    private final String tags;

    /** @param tags separated by commas */
    FleetMeter(Meter.Type type, String id, String description, Exporter exporter, String tags) {
        this.type = type;
        this.id = id;
        this.description = description;
        this.exporter = exporter;
        this.tags = tags;
    }

    public Meter.Type type() {
        return type;
    }

    /** Its name in Micrometer's form; registries make their own of it. */
    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    public Exporter exporter() {
        return exporter;
    }

    /** The names of its tags. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(",", -1));
    }
}
