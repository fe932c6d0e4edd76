package dev.tilefleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/healthz",
                "/api",
                "/conformance",
                "/processes",
                "/processes/",
                "/processes/cloud-mask",
                "/page/app.js"
            })
    void whatTheServerIsEverybodyMayRead(String path) {
        assertThat(OpenPaths.isOpen(HttpMethod.GET, path)).isTrue();
        assertThat(OpenPaths.isOpen(HttpMethod.HEAD, path)).isTrue();
        assertThat(OpenPaths.isOpen(HttpMethod.POST, path)).isFalse();
        assertThat(OpenPaths.isOpen(HttpMethod.DELETE, path)).isFalse();
        assertThat(OpenPaths.isOpen(HttpMethod.OPTIONS, path)).isFalse();
        assertThat(OpenPaths.isOpen(HttpMethod.valueOf("get"), path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "//",
                "/jobs",
                "/jobs/",
                "/jobs/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10",
                "/jobs/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10/results/mask.npy",
                "/processes/cloud-mask/execution",
                "/processes//execution",
                "/page/app.js/x",
                "/infer_image",
                "/inference",
                "/predict",
                "/healthz/jobs",
                "/Healthz",
                "/api\n",
                "/nowhere"
            })
    void allElseIsClosed(String path) {
        assertThat(OpenPaths.isOpen(HttpMethod.GET, path)).isFalse();
    }

    @Test
    void aLineBreakHidesNothing() {
        assertThat(OpenPaths.isOpen(HttpMethod.GET, "/healthz\n/jobs")).isFalse();
    }
}
