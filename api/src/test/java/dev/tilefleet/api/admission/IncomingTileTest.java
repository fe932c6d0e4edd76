package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingTileTest {
    private static final ProcessID OLD = new ProcessID("cloud-mask");

    @Test
    void anExecutionIsForTheProcessOfItsPath() {
        assertThat(of("/processes/unet10/execution")).contains(new IncomingTile(Optional.of(new ProcessID("unet10"))));
    }

    @Test
    void anExecutionOfWhatCanBeNoProcessIsForNone() {
        assertThat(of("/processes/Unet/execution")).contains(new IncomingTile(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/infer_image", "/infer_image/", "/infer_image/0", "/infer_image/1", "/inference", "/predict"})
    void theOldServicesRunOneProcess(String path) {
        assertThat(of(path)).contains(new IncomingTile(Optional.of(OLD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/processes/unet10", "/jobs/x/deliveries/y/redelivery", "/infer_image/2", "/"})
    void nothingElseBringsATile(String path) {
        assertThat(of(path)).isEmpty();
    }

    @Test
    void whatIsReadBringsNoTile() {
        assertThat(IncomingTile.of(HttpMethod.GET, "/inference", OLD)).isEmpty();
    }

    private static Optional<IncomingTile> of(String path) {
        return IncomingTile.of(HttpMethod.POST, path, OLD);
    }
}
