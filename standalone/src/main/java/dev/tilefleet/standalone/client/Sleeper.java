package dev.tilefleet.standalone.client;

import java.time.Duration;

/** Lets time pass: {@code Thread::sleep}, or a test's clock. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
