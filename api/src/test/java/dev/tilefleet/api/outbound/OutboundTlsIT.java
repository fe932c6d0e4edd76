package dev.tilefleet.api.outbound;

import static dev.tilefleet.api.outbound.TestingHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pinned address takes nothing from what TLS proves: the certificate is the URL's host's. */
final class OutboundTlsIT {
    private static final ByteSize LIMIT = ByteSize.parse("1MiB");
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final TestingHost host = new TestingHost(
            vertx,
            "127.0.0.1",
            0,
            new HttpServerOptions()
                    .setSsl(true)
                    .setSni(true)
                    .setKeyCertOptions(
                            new PfxOptions().setPath(keys().toString()).setPassword(PASSWORD)),
            request -> {
                names.add(request.connection().indicatedServerName());
                request.response().end("tile");
            });

    @BeforeAll
    static void makeACertificate() throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-alias",
                "host",
                "-keyalg",
                "EC",
                "-dname",
                "CN=tiles.example.org",
                "-ext",
                "san=dns:tiles.example.org");
        keytool("-exportcert", "-rfc", "-alias", "host", "-file", certificate().toString());
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void theHostOfTheUrlIsWhomTheCertificateMustBeFor() {
        Outbound outbound = outbound("tiles.example.org", true);

        await(outbound.get(url("tiles.example.org"), LIMIT)).close();

        assertThat(names).containsExactly("tiles.example.org");
        assertThat(host.asked()).containsExactly("tiles.example.org:" + host.port());
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        Outbound outbound = outbound("other.example.org", true);

        assertThat(refused(outbound, "other.example.org")).isEqualTo(ProblemType.URL_UNAVAILABLE);
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        Outbound outbound = outbound("tiles.example.org", false);

        assertThat(refused(outbound, "tiles.example.org")).isEqualTo(ProblemType.URL_UNAVAILABLE);
        assertThat(host.asked()).isEmpty();
    }

    private Outbound outbound(String name, boolean trusting) {
        OutboundConfig config = TestingConfig.of(
                "ALLOW", "127.0.0.0/8", "PORTS", Integer.toString(host.port()), "CONNECT_TIMEOUT", "15s");
        return new Outbound(
                vertx,
                config,
                new TestingResolver().with(name, "127.0.0.1"),
                options -> trusting
                        ? options.setTrustOptions(
                                new PemTrustOptions().addCertPath(certificate().toString()))
                        : options);
    }

    private ProblemType refused(Outbound outbound, String name) {
        Throwable failure = catchThrowable(() -> await(outbound.get(url(name), LIMIT)));
        return ((ProblemException) failure.getCause()).problem().type();
    }

    private URI url(String name) {
        return URI.create("https://%s:%d/tile.tif".formatted(name, host.port()));
    }

    private static Path keys() {
        return folder.resolve("keys.p12");
    }

    private static Path certificate() {
        return folder.resolve("host.pem");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                keys().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
