package dev.tilefleet.standalone.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A place in the fleet that one process after the other fills, always at the same addresses. */
public final class Part implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Program program;
    private final Path logs;
    private final List<ChildJvm> lives = new ArrayList<>();

    Part(String name, Program program, Path logs) {
        this.name = name;
        this.program = program;
        this.logs = logs;
    }

    public String name() {
        return name;
    }

    /** Starts a process and returns at once; the one before must have ended. */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        lives.add(ChildJvm.start(program, logs.resolve("%s-%d.log".formatted(name, lives.size() + 1))));
    }

    /** Returns when the process that was started last does its work. */
    public void awaitReady() {
        life().awaitReady(PATIENCE);
    }

    public void kill() {
        life().kill();
    }

    public void suspend() {
        life().suspend();
    }

    public void resume() {
        life().resume();
    }

    /** Asks it to end, and does not wait. */
    public void terminate() {
        life().terminate();
    }

    /** Waits for the end of one that was asked to; gives the exit code. */
    public int awaitEnd(Duration patience) throws InterruptedException {
        return life().awaitEnd(patience);
    }

    public synchronized boolean isAlive() {
        return !lives.isEmpty() && lives.getLast().isAlive();
    }

    /** The process that was started last. */
    public synchronized ChildJvm life() {
        return lives.getLast();
    }

    /** All processes that were started, in that order. */
    public synchronized List<ChildJvm> lives() {
        return List.copyOf(lives);
    }

    @Override
    public synchronized void close() {
        if (!lives.isEmpty()) {
            lives.getLast().close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
