package dev.tilefleet.standalone.processes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What memory an api with a heap of 256 MiB takes while many large tiles come at once, printed. Run by its name only; see
 * CONTRIBUTING. Clients make their bytes up, and the store throws those of inputs away; but forms of this size lie on the
 * spool all at the same time.
 */
final class UploadMeasurement {
    private static final int CLIENTS = Integer.getInteger("measure.clients", 200);
    private static final long RAW = (long) Integer.getInteger("measure.raw.mb", 100) << 20;
    private static final long FORM = (long) Integer.getInteger("measure.form.mb", 100) << 20;
    private static final byte[] PIECE = new byte[64 << 10];
    private static final byte[] HEAD = {'I', 'I', 42, 0};
    private static final String BEGIN =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.tif\"\r\nContent-Type: image/tiff\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    @TempDir
    private Path folder;

    @Test
    void manyLargeUploadsAtOnce() throws Exception {
        try (ProcessFleet fleet = new ProcessFleet(folder, FleetPlan.of(0, 0))) {
            fleet.startBase();
            Map<String, String> environment = new HashMap<>(fleet.environment());
            int port = new Ports().next();
            int store = URI.create(environment.get("TILEFLEET_S3_ENDPOINT")).getPort();
            try (SwallowingStore front = new SwallowingStore(store)) {
                environment.put("TILEFLEET_S3_ENDPOINT", "http://127.0.0.1:" + front.port());
                environment.put("TILEFLEET_HTTP_PORT", Integer.toString(port));
                environment.put("TILEFLEET_MANAGEMENT_PORT", "0");
                environment.put("TILEFLEET_SPOOL", folder.toString());
                // What tests run with compiles to slow code, which digests a tile ten times as long.
                environment.put("_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4");
                Program api = new Program(MeasuredApi.class.getName(), List.of("api"), "256m", environment);
                try (ChildJvm jvm = ChildJvm.start(api, folder.resolve("api.log"))) {
                    jvm.awaitReady(Duration.ofMinutes(2));
                    URI url = URI.create("http://127.0.0.1:" + port);
                    report(jvm, "at rest", Duration.ZERO);
                    report(jvm, "raw", all(() -> upload(url, RAW, "image/tiff", "", "")));
                    report(jvm, "forms", all(() -> upload(url, FORM, "multipart/form-data; boundary=b", BEGIN, END)));
                    report(jvm, "raw again", all(() -> upload(url, RAW / 10, "image/tiff", "", "")));
                    assertThat(jvm.isAlive()).isTrue();
                }
            }
        }
    }

    private interface Upload {
        void run() throws IOException;
    }

    private static Duration all(Upload upload) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                ends.add(clients.submit(() -> {
                    upload.run();
                    return true;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void upload(URI fleet, long tile, String type, String begin, String end) throws IOException {
        try (RawConnection client = new RawConnection(fleet, Duration.ofMinutes(10))) {
            client.headTo(
                    TinyTile.PROCESS,
                    "Content-Type: " + type,
                    "Content-Length: " + (begin.length() + tile + end.length()));
            client.send((begin + new String(HEAD, ISO_8859_1)).getBytes(ISO_8859_1));
            for (long left = tile - HEAD.length; left > 0; left -= PIECE.length) {
                client.send(left < PIECE.length ? Arrays.copyOf(PIECE, (int) left) : PIECE);
            }
            String answer = client.send(end.getBytes(ISO_8859_1)).answer();
            assertThat(answer).startsWith("HTTP/1.1 201 ");
        }
    }

    private static void report(ChildJvm jvm, String what, Duration time) {
        String memory = jvm.said()
                .lines()
                .filter(line -> line.startsWith("memory "))
                .reduce((_, last) -> last)
                .orElse("memory unknown");
        System.out.printf("%d clients, %s: %d s, %s (MiB, peaks so far)%n", CLIENTS, what, time.toSeconds(), memory);
    }
}
