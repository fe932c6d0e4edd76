package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerIT {
    private final Readiness readiness = new Readiness();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ManagementServer server = new ManagementServer("127.0.0.1", 0, readiness, meters);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void livesWhileItWaits() throws Exception {
        readiness.condition("store", "being probed");

        HttpResponse<String> answer = get("/livez");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok\n");
    }

    @Test
    void isReadyWhenNothingIsWaitedFor() throws Exception {
        readiness.condition("store", "being probed").met();

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        readiness.condition("topics", "being looked for");
        readiness.condition("model unet10", "loading");

        HttpResponse<String> answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("model unet10: loading\ntopics: being looked for\n");
    }

    @Test
    void givesItsMeters() throws Exception {
        meters.counter("tilefleet.test").increment();

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("tilefleet_test_total 1.0");
    }

    @Test
    void knowsNoOtherPage() throws Exception {
        assertThat(get("/livez/deep").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> new ManagementServer("127.0.0.1", server.port(), readiness, meters))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("management port %d on 127.0.0.1 cannot be opened: ", server.port());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
