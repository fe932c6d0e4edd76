package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads whose port is somebody else's. */
final class PortTakenIT {
    @TempDir
    private Path data;

    @Test
    void namesThePortAndTheSettingThatNamesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> new FleetInParts(data, Map.of("TILEFLEET_HTTP_PORT", port)))
                    .hasMessageContaining("port " + port + " on 127.0.0.1 cannot be opened")
                    .hasMessageContaining("TILEFLEET_HTTP_PORT");
        }
    }
}
