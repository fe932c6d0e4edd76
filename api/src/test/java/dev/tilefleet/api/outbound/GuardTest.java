package dev.tilefleet.api.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private final TestingResolver dns = new TestingResolver()
            .with("example.org", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
            .with("only-v6.example.org", "64:ff9b::5db8:d70e")
            .with("hooks.inside.example.net", "10.1.2.3")
            .with("mixed.example.net", "10.1.2.3", "192.168.0.1");

    @ParameterizedTest
    @CsvSource({
        "https://example.org, 93.184.215.14, 443, /",
        "HTTPS://EXAMPLE.ORG/a, 93.184.215.14, 443, /a",
        "https://example.org:8443/a/../b;c=d?e=f&g=%2F#h, 93.184.215.14, 8443, /a/../b;c=d?e=f&g=%2F",
        "https://example.org:80?q, 93.184.215.14, 80, /?q",
        "https://example.org/caf\u00e9.tif, 93.184.215.14, 443, /caf%C3%A9.tif",
        "https://8.8.8.8/tile.tif, 8.8.8.8, 443, /tile.tif",
        "https://[2606:4700:4700::1111]/, 2606:4700:4700::1111, 443, /",
        "https://only-v6.example.org/, 64:ff9b::5db8:d70e, 443, /",
        "https://[64:ff9b::808:808]/, 64:ff9b::808:808, 443, /",
    })
    void whatIsPublicIsAdmitted(String url, String address, int port, String path) {
        Destination destination = admit(TestingConfig.of(), url).result();

        assertThat(destination.addresses().getFirst()).isEqualTo(InetAddress.ofLiteral(address));
        assertThat(destination.target().port()).isEqualTo(port);
        assertThat(destination.target().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, http://hooks.inside.example.net/",
        "10.1.2.3, https://hooks.inside.example.net:8080/",
        "10.1.2.3, http://10.1.2.3/",
        "hooks.inside.example.net, http://hooks.inside.example.net/",
        "*.inside.example.net, http://HOOKS.inside.example.net/",
        "'192.168.0.0/16, 10.1.0.0/16', http://mixed.example.net/",
        "127.0.0.0/8, http://127.0.0.1:8080/",
        "::1, http://[::1]:8080/",
        "fd00::/8, http://[fd00::5]/",
        "10.0.0.0/8, http://[64:ff9b::10.1.2.3]/",
        "10.0.0.0/8, http://[::ffff:10.1.2.3]/",
        "0.0.0.0/0, http://169.254.169.254/",
    })
    void whatTheOperatorOpensIsAdmitted(String allowed, String url) {
        assertThat(admit(TestingConfig.of("ALLOW", allowed), url).succeeded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, http://hooks.inside.example.net/",
        "inside.example.net, http://hooks.inside.example.net/",
        "*.hooks.inside.example.net, http://hooks.inside.example.net/",
        "192.168.0.0/16, https://mixed.example.net/",
        "10.0.0.0/8, https://192.168.0.1/",
        "10.0.0.0/8, https://hooks.inside.example.net:9092/",
        "hooks.inside.example.net, https://10.1.2.3/",
    })
    void whatTheOperatorDoesNotOpenIsRefused(String allowed, String url) {
        assertThat(admit(TestingConfig.of("ALLOW", allowed), url).failed()).isTrue();
    }

    @Test
    void plainHttpIsForThePublicInternetWhereTheOperatorSaysSo() {
        assertThat(admit(TestingConfig.of("HTTP", "true"), "http://example.org/")
                        .succeeded())
                .isTrue();
        assertThat(admit(TestingConfig.of("HTTP", "true"), "http://hooks.inside.example.net/")
                        .failed())
                .isTrue();
    }

    @Test
    void portsAreThoseOfTheOperator() {
        OutboundConfig config = TestingConfig.of("PORTS", "443, 9000-9010");

        assertThat(admit(config, "https://example.org:9005/").succeeded()).isTrue();
        assertThat(admit(config, "https://example.org:9011/").failed()).isTrue();
        assertThat(admit(config, "https://example.org:8443/").failed()).isTrue();
    }

    /** Else the answers would be a map of the network behind this server. */
    @ParameterizedTest
    @CsvSource({"https", "http"})
    void whoIsRefusedDoesNotLearnWhetherThereIsSuchAHost(String scheme) {
        String there = detail(admit(TestingConfig.of(), scheme + "://hooks.inside.example.net/"));
        String nobody = detail(admit(TestingConfig.of(), scheme + "://nobody.inside.example.net/"));

        assertThat(there).isEqualTo(nobody.replace("nobody", "hooks")).doesNotContain("10.1.2.3");
    }

    @Test
    void theRefusalNamesTheSettingThatWouldChangeIt() {
        OutboundConfig config = TestingConfig.of();

        assertThat(detail(admit(config, "https://10.1.2.3/"))).contains("TILEFLEET_OUTBOUND_ALLOW");
        assertThat(detail(admit(config, "https://example.org:22/"))).contains("TILEFLEET_OUTBOUND_PORTS");
        assertThat(detail(admit(config, "http://example.org/"))).contains("TILEFLEET_OUTBOUND_HTTP");
    }

    @Test
    void theHostIsLookedUpOnceAndTheRequestGoesToTheAddressThatWasFoundGood() {
        Guard guard = new Guard(
                TestingConfig.of(),
                dns.with("rebinding.example.org", "93.184.215.14").with("rebinding.example.org", "127.0.0.1"));

        RequestOptions request = guard.admit(Outbound.parse("https://rebinding.example.org/"))
                .result()
                .request(HttpMethod.GET, 0, Duration.ofSeconds(1));

        SocketAddress server = (SocketAddress) request.getServer();
        assertThat(server.hostAddress()).isEqualTo("93.184.215.14");
        assertThat(server.hostName()).isNull();
        assertThat(request.getHost()).isEqualTo("rebinding.example.org");
        assertThat(dns.asked()).isOne();
    }

    private Future<Destination> admit(OutboundConfig config, String url) {
        return new Guard(config, dns).admit(Outbound.parse(url));
    }

    private static String detail(Future<Destination> refused) {
        return ((ProblemException) refused.cause()).problem().detail();
    }
}
