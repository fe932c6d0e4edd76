package dev.tilefleet.standalone.processes;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import java.nio.file.Path;

/** The store in a process of its own, on a folder and a port that outlive it. */
final class StorePart {
    static final String ACCESS_KEY = "tester";
    static final String SECRET_KEY = "of tilefleets";

    private StorePart() {}

    /** @param arguments folder and port */
    public static void main(String[] arguments) {
        EmbeddedStore.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), ACCESS_KEY, new Secret(SECRET_KEY));
        System.out.println(ChildJvm.READY);
    }
}
