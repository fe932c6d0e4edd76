package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A JVM that a test starts, signals and outlives. What it says goes to a file. */
public final class ChildJvm implements AutoCloseable {
    /** What a part says, on a line of its own, once it does its work. */
    static final String READY = "ready";

    private final Process process;
    private final Path log;
    private final Thread reaper;
    private volatile boolean killed;
    private volatile boolean terminated;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reaper = Thread.ofPlatform().unstarted(process::destroyForcibly);
        // A test that is given up must leave nobody behind.
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts it and returns at once. */
    static ChildJvm start(Program program, Path log) {
        try {
            return new ChildJvm(
                    program.builder()
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that it has said. */
    public String said() {
        try {
            return new String(Files.readAllBytes(log), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it says that it is ready; one that ends before fails the test. */
    public void awaitReady(Duration patience) {
        eventually("a ready line in " + log, patience, () -> {
            if (isReady()) {
                return Optional.of(true);
            }
            if (!isAlive()) {
                throw new AssertionError(
                        "it ended with %d before it was ready: %s%n%s".formatted(process.exitValue(), log, said()));
            }
            return Optional.empty();
        });
    }

    public boolean isReady() {
        return said().lines().anyMatch(line -> line.startsWith(READY));
    }

    /** SIGKILL: nothing of it runs any more when this returns. Stops a suspended one, too. */
    public void kill() {
        killed = true;
        process.destroyForcibly().onExit().join();
        forget();
    }

    /** SIGSTOP: it stands still, and its connections stay open. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT: it goes on, and knows nothing of the time between. */
    public void resume() {
        signal("CONT");
    }

    /** SIGQUIT: it says what its threads do. */
    public void dumpThreads() {
        signal("QUIT");
    }

    /** SIGTERM: asks it to end, and does not wait. */
    public void terminate() {
        terminated = true;
        process.destroy();
    }

    /** Waits for an end that was asked for; gives the exit code. */
    public int awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("still there after " + patience + ": " + log);
        }
        forget();
        return process.exitValue();
    }

    /** Returns when it has ended, however that came about. */
    public void join() {
        process.onExit().join();
    }

    /**
     * From now on no file that it writes may become longer than so many bytes: a full disk, as far as it can tell.
     *
     * @param bytes or {@code unlimited}
     */
    public void limitFiles(String bytes) {
        run("prlimit", "--pid", Long.toString(pid()), "--fsize=%s:".formatted(bytes));
    }

    /** The code, if it has ended. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Whether it has ended though nobody here told it to, or not as one that was told to ends. */
    public boolean diedOfItself() {
        if (isAlive() || killed) {
            return false;
        }
        // 143: the JVM's own code after a SIGTERM.
        return !terminated || (process.exitValue() != 0 && process.exitValue() != 143);
    }

    public Path log() {
        return log;
    }

    private void signal(String name) {
        // The one of the shell: not every image has the program.
        run("sh", "-c", "kill -%s %d".formatted(name, pid()));
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (IllegalStateException e) {
            // This JVM ends itself.
            return;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
