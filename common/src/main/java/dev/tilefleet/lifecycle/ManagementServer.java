package dev.tilefleet.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The management port: {@code /livez}, {@code /readyz} (503 with the unmet conditions, a line each) and {@code
 * /metrics} in Prometheus's text format.
 */
public final class ManagementServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to listen.
     *
     * @param port 0 picks one
     */
    public ManagementServer(String host, int port, Readiness readiness, PrometheusMeterRegistry meters) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "management port %d on %s cannot be opened: %s. %s names another."
                            .formatted(port, host, e.getMessage(), ManagementConfig.MANAGEMENT_PORT.variable()),
                    e);
        }
        server.setExecutor(executor);
        server.createContext("/", exchange -> route(exchange, readiness, meters));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void route(HttpExchange exchange, Readiness readiness, PrometheusMeterRegistry meters)
            throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/livez" -> answer(exchange, 200, "text/plain", "ok\n");
            case "/readyz" -> ready(exchange, readiness);
            case "/metrics" -> answer(exchange, 200, "text/plain; version=0.0.4", meters.scrape());
            default -> answer(exchange, 404, "text/plain", "There are /livez, /readyz and /metrics here.\n");
        }
    }

    private static void ready(HttpExchange exchange, Readiness readiness) throws IOException {
        String reasons = readiness.unmet().entrySet().stream()
                .map(condition -> condition.getKey() + ": " + condition.getValue() + "\n")
                .collect(Collectors.joining());
        answer(exchange, reasons.isEmpty() ? 200 : 503, "text/plain", reasons.isEmpty() ? "ok\n" : reasons);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }
}
