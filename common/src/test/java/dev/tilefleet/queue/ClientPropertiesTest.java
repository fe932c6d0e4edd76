package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
    @TempDir
    private Path folder;

    @Test
    void areThoseOfTheFile() throws IOException {
        ClientProperties properties = ClientProperties.read(file("""
                # of staging
                security.protocol=SASL_SSL
                sasl.mechanism = SCRAM-SHA-512
                ssl.truststore.location=/secrets/trust.p12
                """));

        assertThat(properties.values())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "ssl.truststore.location",
                        "/secrets/trust.p12"));
    }

    @Test
    void leaveAloneWhatPromisesRestOn() {
        assertThatThrownBy(
                        () -> ClientProperties.read(file("acks=0\nsecurity.protocol=SSL\nauto.offset.reset=latest\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("not acks, auto.offset.reset");
    }

    @Test
    void keepTheirSecrets() throws IOException {
        ClientProperties properties =
                ClientProperties.read(file("sasl.jaas.config=PlainLoginModule password=hidden;\n"));

        assertThat(properties).hasToString("[sasl.jaas.config]");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), text).toString();
    }
}
