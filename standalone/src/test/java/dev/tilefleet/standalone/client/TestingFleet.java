package dev.tilefleet.standalone.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that says what a fleet would: answers are set by method and path, the last one stays. */
public final class TestingFleet implements AutoCloseable {
    public static final String JOB = "6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3";
    public static final String OTHER_JOB = "0e8d4c55-6a39-4a0f-8f43-99c1b2a3d4e5";
    public static final String SUBMIT = "POST /processes/cloud-mask/execution";
    public static final String LOOK = "GET /jobs/" + JOB;
    public static final String MASK = LOOK + "/results/mask.npy";
    public static final byte[] NPY = "\u0093NUMPY and the rest".getBytes(ISO_8859_1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final URI address;

    /** What the server does with one request. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** A request as it came, without its body. */
    public record Request(String line, String query, Headers headers) {}

    public TestingFleet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The answers to a request, one after the other. */
    public TestingFleet on(String line, Answer... answers) {
        script.put(line, new ArrayDeque<>(Arrays.asList(answers)));
        return this;
    }

    public URI address() {
        return address;
    }

    public FleetClient client(TestingTime time) {
        return client(time, Duration.ofSeconds(30));
    }

    /** A client of another server. */
    public FleetClient client(TestingTime time, URI other) {
        return new FleetClient(http, Entrance.of(other), Duration.ofSeconds(30), time, time);
    }

    public FleetClient client(TestingTime time, Duration patience) {
        return new FleetClient(http, Entrance.of(address()), patience, time, time);
    }

    /** A client that has a key. */
    public FleetClient client(TestingTime time, Optional<String> apiKey) {
        return new FleetClient(http, new Entrance(address(), apiKey), Duration.ofSeconds(30), time, time);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Leaves the address to nobody. */
    public void stopListening() {
        server.stop(0);
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }

    public static Answer answer(int status, String type, byte[] body, String... headers) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int at = 0; at < headers.length; at += 2) {
                exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    public static Answer status(String status, String... headers) {
        return json(200, statusInfo(JOB, status, ""), headers);
    }

    /** A statusInfo with further members, written as JSON after a comma. */
    public static Answer status(String status, String members, int code) {
        return json(code, statusInfo(JOB, status, members));
    }

    public static Answer accepted() {
        return accepted(JOB);
    }

    public static Answer accepted(String job) {
        return json(201, statusInfo(job, "accepted", ""), "Location", "/jobs/" + job);
    }

    public static Answer json(int code, String json, String... headers) {
        return answer(code, "application/json", json.getBytes(UTF_8), headers);
    }

    public static Answer problem(int status, String title, String detail, String... headers) {
        return answer(
                status,
                "application/problem+json",
                problemJson(status, title, detail).getBytes(UTF_8),
                headers);
    }

    public static Answer removed() {
        return answer(
                410,
                "application/problem+json",
                problemJson(410, "Job removed", "it is gone")
                        .replace("/some", "/job-removed")
                        .getBytes(UTF_8));
    }

    public static Answer mask() {
        return answer(200, "application/x-npy", NPY);
    }

    /** What a proxy says when it has nobody behind it. */
    public static Answer html(int status) {
        return answer(status, "text/html; charset=utf-8", "<html><h1>nginx</h1></html>".getBytes(UTF_8));
    }

    public static String problemJson(int status, String title, String detail) {
        return """
                {"type":"https://tilefleet.dev/problems/some","title":"%s","status":%d,"detail":"%s"}""".formatted(title, status, detail);
    }

    public static String statusInfo(String job, String status, String members) {
        return """
                {"jobID":"%s","processID":"cloud-mask","type":"process","status":"%s",
                 "created":"2026-03-01T12:00:00.123456Z","links":[{"href":"/jobs/%1$s","rel":"self"}],
                 "ofANewerRelease":{"a":1}%s}""".formatted(job, status, members);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
            requests.add(new Request(line, exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders()));
            next(line).give(exchange);
        }
    }

    private Answer next(String line) {
        Deque<Answer> answers = script.get(line);
        if (answers == null) {
            return problem(404, "Not found", "no answer was set for " + line);
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }
}
