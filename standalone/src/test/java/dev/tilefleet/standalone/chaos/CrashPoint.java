package dev.tilefleet.standalone.chaos;

import dev.tilefleet.standalone.processes.Message;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.standalone.processes.Relay;
import java.util.function.Predicate;

/**
 * A moment between two writes: the store or the broker has done the first, and who asked for it does not know yet.
 *
 * @param target whom the write is for
 * @param write which it is
 */
record CrashPoint(String name, String target, Predicate<Message> write) {
    static CrashPoint stored(String kind) {
        return new CrashPoint("stored in " + kind, ProcessFleet.STORE, message -> message.puts(kind));
    }

    static CrashPoint told(String kind) {
        return new CrashPoint("told as " + kind, ProcessFleet.BROKER, message -> message.produces(kind));
    }

    static CrashPoint marked() {
        return new CrashPoint("marked as in flight", ProcessFleet.BROKER, Message::marksFlight);
    }

    /** The way of this client on which it is seen. */
    Relay way(ProcessFleet fleet, String client) {
        return target.equals(ProcessFleet.STORE) ? fleet.toStore(client) : fleet.toBroker(client);
    }

    @Override
    public String toString() {
        return name;
    }
}
