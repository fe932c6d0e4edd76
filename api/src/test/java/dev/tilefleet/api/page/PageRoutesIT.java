package dev.tilefleet.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page is served. */
final class PageRoutesIT {
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private URI address;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        new PageRoutes().mount(router);
        router.get("/")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{}"));
        int port = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        address = URI.create("http://127.0.0.1:" + port);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isThereForABrowser() {
        HttpResponse<String> answer = get("/", "Accept", BROWSER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
        assertThat(answer.body()).contains("<title>Tilefleet</title>");
    }

    @Test
    void isNotForPrograms() {
        HttpResponse<String> answer = get("/", "Accept", "application/json");

        assertThat(answer.body()).isEqualTo("{}");
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
    }

    @Test
    void mayDoNothingButWhatItIsMadeOf() {
        HttpResponse<String> answer = get("/", "Accept", BROWSER);

        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "/page/app.js, text/javascript; charset=utf-8",
        "/page/style.css, text/css; charset=utf-8",
        "/page/icon.svg, image/svg+xml"
    })
    void isMadeOfFilesThatAreKeptAsLongAsTheyAreGood(String file, String type) {
        HttpResponse<String> first = get(file);
        String tag = header(first, "ETag");

        HttpResponse<String> again = get(file, "If-None-Match", "\"other\", " + tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Content-Type")).isEqualTo(type);
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void namesNoFileThatIsNotThere() {
        String page = get("/", "Accept", BROWSER).body();
        List<String> files = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"")
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(files)
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(get("/" + file).statusCode()).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({"/page/other.js", "/page/index.html", "/page/..%2f..%2fApiServer.class", "/page/"})
    void hasNoOtherFiles(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
