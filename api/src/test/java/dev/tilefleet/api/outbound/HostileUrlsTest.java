package dev.tilefleet.api.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people have tried to make servers call their own network. */
class HostileUrlsTest {
    /** Names that lead to places they should not. */
    private final TestingResolver dns = new TestingResolver()
            .with("localhost", "127.0.0.1", "::1")
            .with("kafka", "10.2.3.4")
            .with("metadata.google.internal", "169.254.169.254")
            .with("127.0.0.1.nip.io", "127.0.0.1")
            .with("localtest.me", "127.0.0.1")
            .with("xn--g6h.example.org", "10.0.0.1")
            .with("two-faced.example.org", "93.184.215.14", "10.0.0.1")
            .with("second-face.example.org", "93.184.215.14", "2606:2800:21f:cb07::1", "fd00::1")
            .with("mapped.example.org", "::ffff:192.168.0.1")
            .with("scoped.example.org", "fe80::1")
            .with("nowhere-at-all.example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Schemes
                "file:///etc/passwd",
                "ftp://example.org/tile.tif",
                "gopher://127.0.0.1:6379/_FLUSHALL",
                "dict://127.0.0.1:11211/stats",
                "ldap://example.org/",
                "jar:https://example.org/a.jar!/tile.tif",
                "data:image/tiff;base64,SUkqAA==",
                "javascript:alert(1)",
                "netdoc:///etc/passwd",
                "s3://bucket/tile.tif",
                "httpss://example.org/",
                "//example.org/tile.tif",
                "example.org/tile.tif",
                "/tile.tif",
                "",
                "http:example.org",
                "https:///tile.tif",
                "https://",
                // Loopback, in its many spellings
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://127.0.0.1/",
                "https://127.0.0.1./",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.255.255.254/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0x0.0x0.0x1/",
                "https://0177.0.0.1/",
                "https://0177.0.0.01/",
                "https://127.0.0.0x1/",
                "https://127.000.000.001/",
                "https://00127.0.0.1/",
                "https://127.0.0.256/",
                "https://0/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[0000:0000::0001]/",
                "https://[::]/",
                "https://[::127.0.0.1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:7f00:0001]/",
                "https://[::ffff:0:127.0.0.1]/",
                "https://[::1%25lo]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://127.0.0.1.nip.io/",
                "https://localtest.me/",
                "https://127。0。0。1/",
                "https://１２７.０.０.１/",
                "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
                "https://loc%61lhost/",
                "https://127.0.0.1%2f@example.org/",
                // Private networks
                "https://10.0.0.1/",
                "https://10.255.255.255/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://3232235777/",
                "https://100.64.0.1/",
                "https://[fc00::1]/",
                "https://[fd12:3456:789a::1]/",
                "https://[fec0::1]/",
                "https://kafka/",
                "https://xn--g6h.example.org/",
                "https://two-faced.example.org/",
                "https://second-face.example.org/",
                "https://mapped.example.org/",
                // Metadata of clouds
                "https://169.254.169.254/latest/meta-data/",
                "https://2852039166/latest/meta-data/",
                "https://0xA9FEA9FE/",
                "https://[::ffff:169.254.169.254]/",
                "https://[fd00:ec2::254]/latest/meta-data/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://100.100.100.200/latest/meta-data/",
                "https://192.0.0.192/opc/v1/",
                "https://168.63.129.16/machine/",
                "https://scoped.example.org/",
                // IPv4 inside IPv6
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::10.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[64:ff9b:1::808:808]/",
                "https://[2002:7f00:1::]/",
                "https://[2002:a00:1::1]/",
                "https://[2002:808:808::1]/",
                "https://[2001:0:808:808::1]/",
                // Set apart for other reasons
                "https://192.0.2.1/",
                "https://198.51.100.1/",
                "https://203.0.113.1/",
                "https://198.18.0.1/",
                "https://192.88.99.1/",
                "https://224.0.0.1/",
                "https://239.255.255.250:8080/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://[ff02::1]/",
                "https://[2001:db8::1]/",
                "https://[3fff::1]/",
                "https://[100::1]/",
                "https://[5f00::1]/",
                "https://[4000::1]/",
                // Ports
                "https://example.org:22/",
                "https://example.org:6379/",
                "https://example.org:9092/",
                "https://example.org:0/",
                "https://example.org:65536/",
                "https://example.org:99999999999/",
                "https://example.org:-1/",
                // Credentials, and hosts that parsers disagree about
                "https://user:secret@example.org/",
                "https://user@example.org/",
                "https://@example.org/",
                "https://:@example.org/",
                "https://example.org@127.0.0.1/",
                "https://example.org%40127.0.0.1/",
                "https://example.org\\@127.0.0.1/",
                "https://example.org\\.127.0.0.1/",
                "https://127.0.0.1\\.example.org/",
                "https://example.org/\r\nHost: 127.0.0.1",
                "https://example.org /",
                "https://exa mple.org/",
                "https://exam\tple.org/",
                "https://example.org\u0000.evil/",
                "https://foo@[::1]/",
                "https://[::1]example.org/",
                "https://[example.org]/",
                "https://[v1.1]/",
                "https://[127.0.0.1]/",
                "https://under_score.example.org/",
                "https://.example.org/",
                "https://example..org/",
                "https://example.org../",
                "https://-example.org/",
                "https://example-.org/",
                "https://bücher.example.org/",
                "https://example.0x7f/",
                "https://example.123/",
                // Nobody there
                "https://unknown.example.org/",
                "https://nowhere-at-all.example.org/",
                // Not by TLS
                "http://example.org/",
                "http://93.184.215.14/",
            })
    void isRefused(String url) {
        // What an operator opens somewhere is no way to anywhere else.
        Guard guard = new Guard(TestingConfig.of("ALLOW", "10.77.0.0/16, inside.example.net"), example());

        assertThat(problem(guard, url)).isEqualTo(ProblemType.URL_NOT_ALLOWED);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        String name = "a.".repeat(126) + "example";

        assertThat(problem(
                        new Guard(TestingConfig.of(), example().with(name, "93.184.215.14")), "https://" + name + "/"))
                .isEqualTo(ProblemType.URL_NOT_ALLOWED);
    }

    @Test
    void anEndlessUrlIsRefused() {
        assertThat(problem(new Guard(TestingConfig.of(), example()), "https://example.org/" + "a".repeat(9000)))
                .isEqualTo(ProblemType.URL_NOT_ALLOWED);
    }

    private TestingResolver example() {
        return dns.with("example.org", "93.184.215.14");
    }

    private static ProblemType problem(Guard guard, String url) {
        try {
            Future<Destination> admitted = guard.admit(Outbound.parse(url));
            assertThat(admitted.failed()).as("refused").isTrue();
            throw (ProblemException) admitted.cause();
        } catch (ProblemException e) {
            return e.problem().type();
        }
    }
}
