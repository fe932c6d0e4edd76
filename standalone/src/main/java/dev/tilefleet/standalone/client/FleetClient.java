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
import java.util.Map;
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
    private final Duration patience;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /**
     * @param server where the fleet is, with the path in front of its own paths if there is one
     * @param patience how long one answer may take; an upload may take ten times as long
     */
    public FleetClient(HttpClient http, URI server, Duration patience, InstantSource clock, Sleeper sleeper) {
        this.exchange = new Exchange(http, clock, sleeper);
        this.server = server.toString().replaceFirst("/+$", "");
        this.patience = requireNonNull(patience, "patience");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
    }

    /** A client with the system's clock and a connection pool of its own. */
    public static FleetClient of(URI server) {
        // HTTP/1.1: the JDK's offer of h2c in the first request gets along badly with a body and with proxies.
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new FleetClient(http, server, Duration.ofSeconds(60), InstantSource.system(), Thread::sleep);
    }

    /**
     * Hands a tile in, streamed from disk, and returns the accepted job.
     *
     * @throws FileNotFoundException if there is no such file
     */
    public StatusInfo submit(String process, Path tile, Map<String, String> parameters)
            throws FileNotFoundException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(joining("&"));
        HttpRequest request = request(
                        "/processes/" + encoded(process) + "/execution" + (query.isEmpty() ? "" : "?" + query))
                .timeout(patience.multipliedBy(UPLOAD_FACTOR))
                .header("Content-Type", "image/tiff")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment(tile.getFileName().toString()))
                // To a fleet that minds the key a repeated request means the same job; ours does not yet, and may run
                // it twice.
                .header("Idempotency-Key", UUID.randomUUID().toString())
                // A refusal comes before the body, and is not lost in a connection that closes under it.
                .expectContinue(true)
                .POST(BodyPublishers.ofFile(tile))
                .build();
        return Answers.statusInfo(exchange.send(request));
    }

    /**
     * A job as it is now.
     *
     * @param document the server's own JSON
     */
    public record Look(StatusInfo info, String document) {}

    /** Looks at the job once. */
    public Look look(UUID job) throws InterruptedException {
        HttpResponse<byte[]> answer = ask(job);
        return new Look(Answers.statusInfo(answer), new String(answer.body(), UTF_8));
    }

    /** The job as it is now. */
    public StatusInfo status(UUID job) throws InterruptedException {
        return look(job).info();
    }

    /** Looks at the job until it has ended or the time is up, at least once. */
    public Awaited await(UUID job, Duration atMost) throws InterruptedException {
        Instant until = clock.instant().plus(atMost);
        PollSchedule schedule = new PollSchedule();
        while (true) {
            HttpResponse<byte[]> answer = ask(job);
            Awaited awaited = Awaited.of(Answers.statusInfo(answer));
            Duration left = Duration.between(clock.instant(), until);
            if (!(awaited instanceof Awaited.Unfinished) || !left.isPositive()) {
                return awaited;
            }
            Duration planned = schedule.next();
            Duration asked = exchange.askedPause(answer).orElse(planned);
            Duration pause = asked.compareTo(planned) > 0 ? asked : planned;
            sleeper.sleep(pause.compareTo(left) < 0 ? pause : left);
        }
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
            return new Dismissal.Done(Answers.statusInfo(
                    exchange.send(request("/jobs/" + job).DELETE().build())));
        } catch (FleetException.Refused e) {
            if (e.problem().type().equals(JOB_REMOVED)) {
                return new Dismissal.RemovedBefore(e.problem());
            }
            throw e;
        }
    }

    private HttpResponse<byte[]> ask(UUID job) throws InterruptedException {
        return exchange.send(request("/jobs/" + job).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(patience);
    }

    private static String encoded(String text) {
        // URLEncoder writes forms, where a space is a plus; %20 means a space everywhere.
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
