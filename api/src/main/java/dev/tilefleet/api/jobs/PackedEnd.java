package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Timings;
import dev.tilefleet.store.ObjectKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * An {@link End} in about a hundred bytes: the view holds very many and is asked for few. Times are kept in
 * milliseconds, timings in microseconds.
 *
 * <p>The layout: status, decided, a bit for each stage timed, their timings; then for a mask its size, its SHA-256 and
 * its key without what all keys have in common, for a failure the problem's type and detail. Numbers take seven bits a
 * byte, the lowest first.
 */
// Ordinals serve, for nobody else reads these bytes: they are never written anywhere.
@SuppressWarnings("EnumOrdinal")
final class PackedEnd {
    private static final Status[] STATUSES = Status.values();
    private static final ProblemType[] TYPES = ProblemType.values();
    private static final Timings.Stage[] STAGES = Timings.Stage.values();
    private static final int SHA256_BYTES = 32;
    /** More than all but key and detail take. */
    private static final int FIXED = 160;

    private static final byte USUAL_KEY = 1;
    private static final byte OTHER_KEY = 0;

    private final Optional<End.Runner> runner;
    private final byte[] packed;

    private PackedEnd(Optional<End.Runner> runner, byte[] packed) {
        this.runner = runner;
        this.packed = packed;
    }

    /** @param runner that of the end, shared with others */
    static PackedEnd of(JobID job, End end, Optional<End.Runner> runner) {
        byte[] text = text(job, end.ending());
        ByteBuffer to = ByteBuffer.allocate(FIXED + text.length);
        to.put((byte) end.ending().status().ordinal());
        putNumber(to, end.decided().toEpochMilli());
        putTimings(to, end.run().map(End.Run::timings).orElse(new Timings(Map.of())));
        switch (end.ending()) {
            case Outcome.Successful(Outcome.Result result) -> {
                putNumber(to, result.size());
                to.put(HexFormat.of().parseHex(result.sha256().hex()));
            }
            case Outcome.Failed(Problem problem) -> to.put((byte) problem.type().ordinal());
            case Outcome.Dismissed() -> {}
        }
        return new PackedEnd(runner, Arrays.copyOf(to.put(text).array(), to.position()));
    }

    Status status() {
        return STATUSES[packed[0]];
    }

    long decidedMillis() {
        return number(ByteBuffer.wrap(packed).position(1));
    }

    /** Whether a worker's attempt led here. */
    boolean isRun() {
        return runner.isPresent();
    }

    End unpack(JobID job) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        Status status = STATUSES[from.get()];
        Instant decided = Instant.ofEpochMilli(number(from));
        Timings timings = timings(from);
        Outcome.Ending ending = switch (status) {
            case SUCCESSFUL -> {
                long size = number(from);
                byte[] digest = new byte[SHA256_BYTES];
                from.get(digest);
                Sha256 sha256 = new Sha256(HexFormat.of().formatHex(digest));
                yield new Outcome.Successful(new Outcome.Result(key(job, from), size, sha256));
            }
            case FAILED -> new Outcome.Failed(new Problem(TYPES[from.get()], rest(from)));
            case DISMISSED -> new Outcome.Dismissed();
            case ACCEPTED, RUNNING -> throw new IllegalStateException("no end: " + status);
        };
        return new End(decided, ending, runner.map(by -> new End.Run(by, timings)));
    }

    private static byte[] text(JobID job, Outcome.Ending ending) {
        return switch (ending) {
            case Outcome.Successful(Outcome.Result result) -> {
                String attempt = attempt(result.key());
                yield ObjectKeys.result(job, attempt).equals(result.key())
                        ? marked(USUAL_KEY, attempt)
                        : marked(OTHER_KEY, result.key());
            }
            case Outcome.Failed(Problem problem) -> problem.detail().getBytes(UTF_8);
            case Outcome.Dismissed() -> new byte[0];
        };
    }

    /** The last but one segment, or nothing. */
    private static String attempt(String key) {
        int end = key.lastIndexOf('/');
        int begin = key.lastIndexOf('/', end - 1);
        return begin < 0 ? "" : key.substring(begin + 1, end);
    }

    private static byte[] marked(byte kind, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array();
    }

    private static String key(JobID job, ByteBuffer from) {
        boolean usual = from.get() == USUAL_KEY;
        return usual ? ObjectKeys.result(job, rest(from)) : rest(from);
    }

    private static String rest(ByteBuffer from) {
        byte[] text = new byte[from.remaining()];
        from.get(text);
        return new String(text, UTF_8);
    }

    private static void putTimings(ByteBuffer to, Timings timings) {
        int timed = 0;
        for (Timings.Stage stage : timings.byStage().keySet()) {
            timed |= 1 << stage.ordinal();
        }
        putNumber(to, timed);
        timings.byStage().values().forEach(time -> putNumber(to, Math.round(time.toNanos() / 1e3)));
    }

    private static Timings timings(ByteBuffer from) {
        long timed = number(from);
        Map<Timings.Stage, Duration> byStage = new EnumMap<>(Timings.Stage.class);
        for (Timings.Stage stage : STAGES) {
            if ((timed & (1L << stage.ordinal())) != 0) {
                byStage.put(stage, Duration.ofNanos(number(from) * 1_000));
            }
        }
        return new Timings(byStage);
    }

    private static void putNumber(ByteBuffer to, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            to.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }

    private static long number(ByteBuffer from) {
        long number = 0;
        int shift = 0;
        byte next = from.get();
        while (next < 0) {
            number |= (next & 0x7fL) << shift;
            shift += 7;
            next = from.get();
        }
        return number | ((long) next << shift);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedEnd that && runner.equals(that.runner) && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return 31 * runner.hashCode() + Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return "%s, %d bytes".formatted(status(), packed.length);
    }
}
