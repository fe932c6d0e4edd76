package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreConfigTest {
    private static final Map<String, String> KEYS =
            Map.of("TILEFLEET_S3_ACCESS_KEY", "minio", "TILEFLEET_S3_SECRET_KEY", "miniosecret");

    @Test
    void defaults() {
        assertThat(read(KEYS))
                .isEqualTo(new StoreConfig(
                        URI.create("http://127.0.0.1:9000"),
                        "us-east-1",
                        "tilefleet",
                        new Secret("minio"),
                        new Secret("miniosecret"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(20)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_S3_ENDPOINT", "https://s3.eu-central-1.amazonaws.com",
                        "TILEFLEET_S3_REGION", "eu-central-1",
                        "TILEFLEET_S3_BUCKET", "my.tiles",
                        "TILEFLEET_S3_ACCESS_KEY", "a",
                        "TILEFLEET_S3_SECRET_KEY", "s",
                        "TILEFLEET_S3_CONNECT_TIMEOUT", "500ms",
                        "TILEFLEET_S3_TIMEOUT", "1m")))
                .isEqualTo(new StoreConfig(
                        URI.create("https://s3.eu-central-1.amazonaws.com"),
                        "eu-central-1",
                        "my.tiles",
                        new Secret("a"),
                        new Secret("s"),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(1)));
    }

    @Test
    void printsNoSecret() {
        assertThat(read(KEYS).toString()).contains("http://127.0.0.1:9000").doesNotContain("miniosecret");
    }

    @Test
    void keysAreRequired() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_S3_ACCESS_KEY: not set");
    }

    @ParameterizedTest
    @CsvSource({
        "TILEFLEET_S3_ENDPOINT, 127.0.0.1:9000",
        "TILEFLEET_S3_ENDPOINT, localhost",
        "TILEFLEET_S3_ENDPOINT, ftp://localhost",
        "TILEFLEET_S3_ENDPOINT, http://localhost/bucket",
        "TILEFLEET_S3_REGION, Europe",
        "TILEFLEET_S3_BUCKET, My_Tiles",
        "TILEFLEET_S3_TIMEOUT, 0s",
    })
    void refuses(String variable, String value) {
        assertThatThrownBy(() ->
                        read(Map.of(variable, value, "TILEFLEET_S3_ACCESS_KEY", "a", "TILEFLEET_S3_SECRET_KEY", "s")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable);
    }

    private static StoreConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        StoreConfig config = StoreConfig.from(settings);
        settings.check();
        return config;
    }
}
