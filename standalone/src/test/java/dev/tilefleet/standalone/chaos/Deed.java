package dev.tilefleet.standalone.chaos;

import dev.tilefleet.standalone.processes.Fault;
import java.time.Duration;

/** One thing that is done to a fleet. */
sealed interface Deed {
    /** SIGKILL; whoever orchestrates starts it again. */
    record Kill(String part) implements Deed {}

    /** SIGSTOP, and SIGCONT after a while. */
    record Suspend(String part, Duration time) implements Deed {}

    /** The way of an api or worker to store or broker. */
    record Break(String client, String target, Fault fault, Duration time) implements Deed {}

    /** The ways of all apis and workers to store or broker. */
    record BreakAll(String target, Fault fault, Duration time) implements Deed {}

    /** No file of the store may be longer than this. */
    record FillDisk(long bytes, Duration time) implements Deed {}

    /** Job records that are on the queue already, once more. */
    record Repeat(int records) implements Deed {}
}
