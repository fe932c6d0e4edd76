package dev.tilefleet.api.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.Sha256;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwinsTest {
    private static final JobID ID = JobID.of("0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10");
    private static final Map<String, JsonNode> OFFSET =
            Map.of("boaAddOffset", DecimalNode.valueOf(new BigDecimal(-1000)));
    private static final List<Callback> CALLBACK =
            List.of(new Callback(Callback.ENDED, URI.create("https://example.com/c")));
    private static final Optional<ResultsForm> RAW =
            Optional.of(new ResultsForm(ResultsForm.Response.RAW, ResultsForm.TransmissionMode.VALUE));
    private static final Optional<ResultsForm> DOCUMENT =
            Optional.of(new ResultsForm(ResultsForm.Response.DOCUMENT, ResultsForm.TransmissionMode.VALUE));

    /** As it comes back from the store, where a number is whatever JSON makes of it. */
    private static final Job STANDING =
            Documents.readJob(Documents.write(job("cloud-mask", "tile", "a.tif", 0, CALLBACK, OFFSET, RAW)));

    @Test
    void timeAndPlaceAndNameMakeNoDifference() {
        assertSame(job("cloud-mask", "tile", "b.tif", 60, CALLBACK, OFFSET, RAW));
    }

    @Test
    void norDoesAFormOfResultsThatOneDoesNotSay() {
        assertSame(job("cloud-mask", "tile", "a.tif", 0, CALLBACK, OFFSET, Optional.empty()));
    }

    @Test
    void allElseDoes() {
        assertDiffers("process", job("unet10", "tile", "a.tif", 0, CALLBACK, OFFSET, RAW));
        assertDiffers("tile", job("cloud-mask", "other", "a.tif", 0, CALLBACK, OFFSET, RAW));
        assertDiffers("parameters", job("cloud-mask", "tile", "a.tif", 0, CALLBACK, Map.of(), RAW));
        assertDiffers("parameters", job("cloud-mask", "tile", "a.tif", 0, List.of(), OFFSET, RAW));
        assertDiffers("parameters", job("cloud-mask", "tile", "a.tif", 0, CALLBACK, OFFSET, DOCUMENT));
        assertDiffers("process, another tile", job("unet10", "other", "a.tif", 0, CALLBACK, OFFSET, RAW));
    }

    private static void assertSame(Job again) {
        assertThatCode(() -> Twins.requireSame(STANDING, again)).doesNotThrowAnyException();
    }

    private static void assertDiffers(String what, Job again) {
        assertThatThrownBy(() -> Twins.requireSame(STANDING, again))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("belongs to job %s, which was asked with another %s".formatted(ID, what));
    }

    private static Job job(
            String process,
            String tile,
            String name,
            long seconds,
            List<Callback> callbacks,
            Map<String, JsonNode> parameters,
            Optional<ResultsForm> results) {
        Instant now = Instant.EPOCH.plusSeconds(seconds);
        return new Job(
                ID,
                new ProcessID(process),
                "alice",
                new Job.Input("inputs/" + seconds, 4, Sha256.of(tile.getBytes(UTF_8)), "image/tiff", Optional.of(name)),
                Sha256.of(name.getBytes(UTF_8)),
                now,
                now,
                now,
                callbacks,
                parameters,
                results);
    }
}
