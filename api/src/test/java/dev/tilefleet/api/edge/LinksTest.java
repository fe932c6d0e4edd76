package dev.tilefleet.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    private static final Optional<HostAndPort> AUTHORITY = Optional.of(HostAndPort.create("tiles.local", 8080));

    @Test
    void beginWithWhatTheRequestWasSentTo() {
        assertThat(Links.of(Optional.empty(), "http", AUTHORITY).base()).isEqualTo("http://tiles.local:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "https://tiles.example.com, https://tiles.example.com",
        "https://tiles.example.com/, https://tiles.example.com",
        "https://example.com/tiles//, https://example.com/tiles"
    })
    void beginWithThePublicUrlWhereThereIsOne(URI publicUrl, String base) {
        assertThat(Links.of(Optional.of(publicUrl), "http", AUTHORITY).base()).isEqualTo(base);
    }

    @Test
    void areRelativeForAClientThatNamesNoHost() {
        assertThat(Links.of(Optional.empty(), "http", Optional.empty()).process(new ProcessID("unet10")))
                .isEqualTo("/processes/unet10");
    }

    @Test
    void leadToEverything() {
        Links links = new Links("https://tiles.example.com");
        JobID job = JobID.of("0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10");

        assertThat(links.execution(new ProcessID("unet10")))
                .isEqualTo("https://tiles.example.com/processes/unet10/execution");
        assertThat(links.job(job)).isEqualTo("https://tiles.example.com/jobs/" + job);
        assertThat(links.results(job)).isEqualTo("https://tiles.example.com/jobs/" + job + "/results");
        assertThat(links.mask(job)).isEqualTo("https://tiles.example.com/jobs/" + job + "/results/mask.npy");
    }
}
