package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static final ProcessID OLD = new ProcessID("cloud-mask");

    @Test
    void anExecutionIsForTheProcessOfItsPath() {
        assertThat(of("/processes/unet10/execution")).contains(new Submission(Optional.of(new ProcessID("unet10"))));
    }

    @Test
    void anExecutionOfWhatCanBeNoProcessIsForNone() {
        assertThat(of("/processes/Unet/execution")).contains(new Submission(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/infer_image", "/infer_image/", "/infer_image/0", "/infer_image/1", "/inference", "/predict"})
    void theOldServicesRunOneProcess(String path) {
        assertThat(of(path)).contains(new Submission(Optional.of(OLD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/processes/unet10", "/jobs/x/deliveries/y/redelivery", "/infer_image/2", "/"})
    void nothingElseBringsATile(String path) {
        assertThat(of(path)).isEmpty();
    }

    @Test
    void whatIsReadBringsNoTile() {
        assertThat(Submission.of(HttpMethod.GET, "/inference", OLD)).isEmpty();
    }

    private static Optional<Submission> of(String path) {
        return Submission.of(HttpMethod.POST, path, OLD);
    }
}
