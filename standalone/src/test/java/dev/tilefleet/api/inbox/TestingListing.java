package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An S3 store that does nothing but list, a thousand keys a page, and as good as for nothing. */
final class TestingListing implements AutoCloseable {
    private static final int PAGE = 1_000;
    static final String ETAG = "00000000000000000000000000000000";

    private final Map<String, List<String>> byPrefix = new TreeMap<>();
    private final HttpServer server;
    /** Told the prefix before the last page of a listing is answered. */
    private Consumer<String> onLastPage = _ -> {};

    TestingListing() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::list);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What there is under this prefix. */
    void has(String prefix, List<String> keys) {
        byPrefix.put(prefix, keys.stream().sorted().toList());
    }

    void onLastPage(Consumer<String> listener) {
        onLastPage = listener;
    }

    private void list(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            String prefix = parameter(query, "prefix");
            List<String> keys = byPrefix.getOrDefault(prefix, List.of());
            String token = parameter(query, "continuation-token");
            int from = token.isEmpty() ? 0 : Integer.parseInt(token);
            int to = Math.min(keys.size(), from + PAGE);
            if (to == keys.size()) {
                onLastPage.accept(prefix);
            }
            byte[] page =
                    page(prefix, keys.subList(from, to), to, to < keys.size()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static String page(String prefix, List<String> keys, int next, boolean isTruncated) {
        StringBuilder xml =
                new StringBuilder("<ListBucketResult><Name>b</Name><Prefix>%s</Prefix><KeyCount>%d</KeyCount>"
                        .formatted(prefix, keys.size()));
        xml.append("<MaxKeys>%d</MaxKeys><IsTruncated>%b</IsTruncated>".formatted(PAGE, isTruncated));
        if (isTruncated) {
            xml.append("<NextContinuationToken>%d</NextContinuationToken>".formatted(next));
        }
        for (String key : keys) {
            xml.append("<Contents><Key>")
                    .append(key)
                    .append("</Key><LastModified>2099-01-01T00:00:00.000Z</LastModified><ETag>&quot;")
                    .append(ETAG)
                    .append("&quot;</ETag><Size>5242880</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static String parameter(String query, String name) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return URLDecoder.decode(part.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
