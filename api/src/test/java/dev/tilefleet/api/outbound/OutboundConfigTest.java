package dev.tilefleet.api.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundConfigTest {
    @Test
    void defaults() {
        assertThat(TestingConfig.of())
                .isEqualTo(new OutboundConfig(
                        AllowList.NOTHING,
                        false,
                        new Ports(List.of(
                                new Ports.Range(80, 80),
                                new Ports.Range(443, 443),
                                new Ports.Range(8080, 8080),
                                new Ports.Range(8443, 8443))),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20)));
    }

    @Test
    void fullMapping() {
        assertThat(TestingConfig.of(
                        "ALLOW",
                        "10.0.0.0/8, fd00::1,Hooks.example.org, *.svc.cluster.local",
                        "HTTP",
                        "true",
                        "PORTS",
                        "443, 9000-9010",
                        "CONNECT_TIMEOUT",
                        "2s",
                        "DOWNLOAD_TIMEOUT",
                        "30s",
                        "POST_TIMEOUT",
                        "10s"))
                .isEqualTo(new OutboundConfig(
                        new AllowList(
                                Set.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::1/128")),
                                Set.of("hooks.example.org"),
                                Set.of("svc.cluster.local")),
                        true,
                        new Ports(List.of(new Ports.Range(443, 443), new Ports.Range(9000, 9010))),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOW, 10.1.2.3/8",
        "ALLOW, 10.0.0.0/33",
        "ALLOW, 10.0.0.0/x",
        "ALLOW, 300.0.0.0/8",
        "ALLOW, fd00::/129",
        "ALLOW, '10.0.0.0/8,,'",
        "ALLOW, https://example.org",
        "ALLOW, example.org:8080",
        "ALLOW, *",
        "HTTP, maybe",
        "PORTS, 0",
        "PORTS, 65536",
        "PORTS, 90-80",
        "PORTS, http",
        "CONNECT_TIMEOUT, 0s",
        "DOWNLOAD_TIMEOUT, 0s",
        "POST_TIMEOUT, soon",
    })
    void refuses(String name, String value) {
        assertThatThrownBy(() -> TestingConfig.of(name, value))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_OUTBOUND_" + name);
    }
}
