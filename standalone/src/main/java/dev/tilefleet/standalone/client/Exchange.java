package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One request and its answer, through what passes by itself: a fleet that is busy or starting, a connection that broke.
 *
 * <p>Every request sent through here must bear repeating. An address where nobody listens is not tried again: to a
 * person at a terminal an early word is worth more.
 */
final class Exchange {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final InstantSource clock;
    private final Sleeper sleeper;

    Exchange(HttpClient http, InstantSource clock, Sleeper sleeper) {
        this.http = requireNonNull(http, "http");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
    }

    private sealed interface Attempt {
        record Answered(HttpResponse<byte[]> response) implements Attempt {}

        record Lost(IOException cause) implements Attempt {}
    }

    /**
     * The successful answer to a request.
     *
     * @throws FleetException.Refused if the fleet answers with a problem
     * @throws FleetException.Unreachable if no fleet answers
     */
    HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        Attempt attempt = attempt(request);
        for (Duration pause : PAUSES) {
            Optional<Duration> wait = switch (attempt) {
                case Attempt.Answered(var response) ->
                    mayPass(response) ? Optional.of(askedPause(response).orElse(pause)) : Optional.empty();
                case Attempt.Lost _ -> Optional.of(pause);
            };
            if (wait.isEmpty()) {
                break;
            }
            sleeper.sleep(wait.get().compareTo(LONGEST_PAUSE) < 0 ? wait.get() : LONGEST_PAUSE);
            attempt = attempt(request);
        }
        return switch (attempt) {
            case Attempt.Answered(var response) -> Answers.successful(response);
            case Attempt.Lost(var cause) ->
                throw new FleetException.Unreachable(
                        "%s broke off: %s".formatted(address(request), reason(cause)), cause);
        };
    }

    /** How long the server asked to wait before the next request. */
    Optional<Duration> askedPause(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
    }

    private Attempt attempt(HttpRequest request) throws InterruptedException {
        try {
            return new Attempt.Answered(http.send(request, BodyHandlers.ofByteArray()));
        } catch (HttpTimeoutException e) {
            throw new FleetException.Unreachable(address(request) + " did not answer in time", e);
        } catch (ConnectException e) {
            throw new FleetException.Unreachable("cannot connect to %s: %s".formatted(address(request), reason(e)), e);
        } catch (IOException e) {
            return new Attempt.Lost(e);
        }
    }

    private static boolean mayPass(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 429, 502, 503, 504 -> true;
            default -> false;
        };
    }

    private static String address(HttpRequest request) {
        return request.uri().getScheme() + "://" + request.uri().getAuthority();
    }

    /** The JDK's client leaves the message of many of its exceptions empty. */
    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        return requireNonNullElse(e.getMessage(), e instanceof ConnectException ? "connection refused" : "no answer");
    }
}
