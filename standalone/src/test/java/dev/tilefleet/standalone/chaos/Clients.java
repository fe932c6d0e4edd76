package dev.tilefleet.standalone.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.JobID;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.processes.TinyTile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Users of a fleet that is not well: they submit to whichever api, take only a {@code 201} for a promise, and submit anew
 * where they got none. Some ask for a job now and then; some want theirs dismissed, and tell two apis so at once.
 */
final class Clients implements AutoCloseable {
    private static final Set<String> TERMINAL = Set.of("successful", "failed", "dismissed");
    private static final int CLIENTS = 16;
    private static final int DISMISSALS_IN_100 = 8;
    private static final int MOST_REGRET_MILLIS = 1_500;

    private final Map<String, FleetUser> apis;
    private final Promises promises;
    private final Journal journal;
    private final long seed;
    private final AtomicInteger left;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong tiles;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService regrets = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration think;
    private volatile boolean enough;

    /**
     * @param apis by name
     * @param jobs that must be promised before they go home; they go on until somebody says that it is enough
     * @param pace jobs a second, at most
     */
    Clients(Map<String, FleetUser> apis, Promises promises, Journal journal, long seed, int jobs, double pace) {
        this.apis = Map.copyOf(apis);
        this.promises = promises;
        this.journal = journal;
        this.seed = seed;
        this.left = new AtomicInteger(jobs);
        this.tiles = new AtomicLong(seed << 20);
        this.think = Duration.ofNanos((long) (1e9 * 2 * CLIENTS / pace));
    }

    void start() {
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            threads.execute(() -> work(random));
        }
        threads.shutdown();
    }

    /** No more than the jobs that were asked for at least. */
    void enough() {
        enough = true;
    }

    boolean areDone() {
        return threads.isTerminated();
    }

    /** Returns when all is promised that was to be, and whoever wanted a dismissal has asked for it. */
    void await(Duration patience) throws InterruptedException {
        if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("no promise for %d of the jobs in %s".formatted(left.get(), patience));
        }
        regrets.shutdown();
        if (!regrets.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new AssertionError("a dismissal takes for ever");
        }
    }

    /** Submissions that got no {@code 201}. */
    int refused() {
        return refused.get();
    }

    private void work(Random random) {
        try {
            while (left.getAndDecrement() > 0 || !enough) {
                if (!submit(random)) {
                    left.incrementAndGet();
                }
                glance(random);
                TimeUnit.NANOSECONDS.sleep(random.nextLong(1 + think.toNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean submit(Random random) {
        TinyTile tile = new TinyTile(tiles.getAndIncrement());
        String api = any(random);
        try {
            HttpResponse<byte[]> answer = apis.get(api).send(TinyTile.PROCESS, tile.bytes());
            if (answer.statusCode() != 201) {
                refused(
                        api,
                        "answered " + FleetUser.text(answer).lines().findFirst().orElse(""));
                return false;
            }
            JobID job = JobID.of(FleetUser.json(answer).path("jobID").asText());
            promises.add(new Promise(job, tile, api, Instant.now()));
            if (random.nextInt(100) < DISMISSALS_IN_100) {
                regret(job, random.nextInt(MOST_REGRET_MILLIS));
            }
            return true;
        } catch (UncheckedIOException e) {
            refused(api, e.getCause().toString());
            return false;
        }
    }

    private void refused(String api, String how) {
        refused.incrementAndGet();
        journal.note("submission to %s %s".formatted(api, how));
    }

    /** Looks what became of some job; an end that was told once must stay. */
    private void glance(Random random) {
        if (promises.count() == 0) {
            return;
        }
        JobID job = promises.any(random).job();
        try {
            HttpResponse<byte[]> answer = apis.get(any(random)).get("/jobs/" + job);
            if (answer.statusCode() == 200) {
                JsonNode info = FleetUser.json(answer);
                String status = info.path("status").asText();
                if (TERMINAL.contains(status)) {
                    promises.told(job, status);
                }
            } else if (answer.statusCode() == 404) {
                promises.told(job, "404");
            }
        } catch (UncheckedIOException e) {
            // An api is away; the next glance may meet another.
            return;
        }
    }

    private void regret(JobID job, int millis) {
        for (String api : List.copyOf(apis.keySet())) {
            regrets.execute(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(millis);
                    promises.dismissing(job);
                    HttpResponse<byte[]> answer = apis.get(api).delete("/jobs/" + job);
                    journal.note("DELETE of %s at %s: %d".formatted(job, api, answer.statusCode()));
                } catch (UncheckedIOException e) {
                    journal.note("DELETE of %s at %s: %s".formatted(job, api, e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private String any(Random random) {
        List<String> names = apis.keySet().stream().sorted().toList();
        return names.get(random.nextInt(names.size()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        regrets.shutdownNow();
    }
}
