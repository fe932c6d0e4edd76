package dev.tilefleet.worker.journey;

import static java.util.stream.Collectors.toSet;

import dev.tilefleet.telemetry.Dependency;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What a journey does with store or queue: what may have to be tried again. */
enum Errand {
    /** Ask the store whether the job has ended, or what was asked. */
    LOOK_UP(Dependency.STORE),
    /** The tile's bytes from the store. */
    FETCH(Dependency.STORE),
    /** The mask into the store. */
    PUT(Dependency.STORE),
    /** Have the register decide the end. */
    DECIDE(Dependency.STORE),
    /** Tell the queue how the job ended. */
    TELL(Dependency.QUEUE),
    /** Set a record aside that nobody can read. */
    SET_ASIDE(Dependency.QUEUE);

    private final Dependency dependency;

    Errand(Dependency dependency) {
        this.dependency = dependency;
    }

    Dependency dependency() {
        return dependency;
    }

    static Set<String> namesOf(Dependency dependency) {
        return Arrays.stream(values())
                .filter(errand -> errand.dependency == dependency)
                .map(Errand::toString)
                .collect(toSet());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
