package dev.tilefleet.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A fleet, seen from outside: tiles go in, masks come out.
 *
 * <p>Every call blocks, may be made from any thread, and throws {@link FleetException} where the fleet does not do what
 * was asked. Busy answers and broken connections are retried inside.
 */
public final class FleetClient {
    /** An upload's answer comes after its body, which may be large and the line slow. */
    private static final int UPLOAD_FACTOR = 10;

    private static final URI JOB_REMOVED = URI.create("https://tilefleet.dev/problems/job-removed");

    private final Exchange exchange;
    private final String server;
    private final Optional<String> apiKey;
    private final Duration patience;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /** @param patience how long one answer may take; an upload may take ten times as long */
    public FleetClient(HttpClient http, Entrance entrance, Duration patience, InstantSource clock, Sleeper sleeper) {
        this.exchange = new Exchange(http, clock, sleeper);
        this.server = entrance.server().toString().replaceFirst("/+$", "");
        this.apiKey = entrance.apiKey();
        this.patience = requireNonNull(patience, "patience");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
    }

    /** A client with the system's clock and a connection pool of its own. */
    public static FleetClient of(Entrance entrance) {
        // HTTP/1.1: the JDK's offer of h2c in the first request gets along badly with a body and with proxies.
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new FleetClient(http, entrance, Duration.ofSeconds(60), InstantSource.system(), Thread::sleep);
    }

    /**
     * Hands a tile in, streamed from disk, and returns the accepted job.
     *
     * @throws FileNotFoundException if there is no such file
     */
    public Look submit(Submission submission) throws FileNotFoundException, InterruptedException {
        Path tile = submission.tile();
        String query = submission.parameters().entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(joining("&"));
        String path = "/processes/" + encoded(submission.process()) + "/execution";
        HttpRequest.Builder request = request(path + (query.isEmpty() ? "" : "?" + query))
                .timeout(patience.multipliedBy(UPLOAD_FACTOR))
                .header("Content-Type", "image/tiff")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment(tile.getFileName().toString()))
                // To a fleet that minds the key a repeated request means the same job.
                .header("Idempotency-Key", UUID.randomUUID().toString())
                // A refusal comes before the body, and is not lost in a connection that closes under it.
                .expectContinue(true)
                .POST(BodyPublishers.ofFile(tile));
        submission.callback().ifPresent(callback -> request.header("Tilefleet-Callback", callback.toString()));
        return Answers.look(exchange.send(request.build()));
    }

    /** Looks at the job once. */
    public Look look(UUID job) throws InterruptedException {
        return Answers.look(ask(job, Duration.ZERO));
    }

    /** The job as it is now. */
    public StatusInfo status(UUID job) throws InterruptedException {
        return look(job).info();
    }

    /** Looks at the job until it has ended or the time is up, at least once; a fleet that can does the waiting. */
    public Look await(UUID job, Duration atMost) throws InterruptedException {
        Instant until = clock.instant().plus(atMost);
        PollSchedule schedule = new PollSchedule();
        Duration left = atMost;
        while (true) {
            Instant asked = clock.instant();
            HttpResponse<byte[]> answer = ask(job, left);
            Look look = Answers.look(answer);
            left = Duration.between(clock.instant(), until);
            if (!(Awaited.of(look.info()) instanceof Awaited.Unfinished) || !left.isPositive()) {
                return look;
            }
            Duration waited = Duration.between(asked, clock.instant());
            Duration pause = longer(schedule.next().minus(waited), exchange.askedPause(answer));
            if (pause.isPositive()) {
                sleeper.sleep(pause.compareTo(left) < 0 ? pause : left);
                left = left.minus(pause);
            }
        }
    }

    /** Tells each state of these jobs until all have ended or the time is up; returns those that have not. */
    public List<UUID> watch(Collection<UUID> jobs, Duration atMost, Watcher watcher) throws InterruptedException {
        return new Rounds(this::look, watcher, clock, sleeper).go(jobs, atMost);
    }

    /** The mask of a successful job: an {@code .npy} file, {@code uint8} of shape {@code (H, W)}. */
    public byte[] download(UUID job) throws InterruptedException {
        return Answers.npy(exchange.send(
                request("/jobs/" + job + "/results/mask.npy").GET().build()));
    }

    /**
     * Ends a job that has not ended; removes what one that has ended left.
     *
     * <p>A request that met a broken connection or a busy fleet is repeated, and the fleet cannot tell that from a second
     * one: then the job may be removed that the first request only ended.
     */
    public Dismissal dismiss(UUID job) throws InterruptedException {
        try {
            return new Dismissal.Done(
                    Answers.look(exchange.send(request("/jobs/" + job).DELETE().build())));
        } catch (FleetException.Refused e) {
            if (e.problem().type().equals(JOB_REMOVED)) {
                return new Dismissal.RemovedBefore(e.problem(), e.document());
            }
            throw e;
        }
    }

    /** The fleet's own document of a successful job's results: links to them. */
    public String results(UUID job) throws InterruptedException {
        return Answers.json(
                exchange.send(request("/jobs/" + job + "/results").GET().build()));
    }

    /** What the fleet told others of the job, or has yet to tell them. */
    public Deliveries deliveries(UUID job) throws InterruptedException {
        return Answers.deliveries(
                exchange.send(request("/jobs/" + job + "/deliveries").GET().build()));
    }

    /** Has the fleet tell it again. */
    public void redeliver(UUID job, String delivery) throws InterruptedException {
        exchange.send(request("/jobs/%s/deliveries/%s/redelivery".formatted(job, encoded(delivery)))
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** @param wait how long the fleet may keep the answer back for the job's end */
    private HttpResponse<byte[]> ask(UUID job, Duration wait) throws InterruptedException {
        Duration most = patience.dividedBy(2);
        long seconds = (wait.compareTo(most) < 0 ? wait : most).toSeconds();
        HttpRequest.Builder request = request("/jobs/" + job).GET();
        return exchange.send((seconds > 0 ? request.header("Prefer", "wait=" + seconds) : request).build());
    }

    private static Duration longer(Duration pause, Optional<Duration> asked) {
        return asked.filter(other -> other.compareTo(pause) > 0).orElse(pause);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(patience);
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    private static String encoded(String text) {
        // URLEncoder writes forms, where a space is a plus; %20 means a space everywhere.
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
