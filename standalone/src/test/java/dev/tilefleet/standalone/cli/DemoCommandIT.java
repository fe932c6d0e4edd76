package dev.tilefleet.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.npy.Npy;
import dev.tilefleet.standalone.client.FleetClient;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration with everything real: broker, store, models, GDAL and PyTorch. */
final class DemoCommandIT {
    private static final Path HOME = Path.of("..");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void masksTheSampleAndComparesItWithTheLabels() throws IOException {
        Path masks = folder.resolve("made/masks");

        int code = demo("-o", masks.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .contains("starting the broker (Kafka)", "starting the models")
                .contains("mask: shape (512, 512), dtype uint8, every value a class of the model")
                .contains("  accuracy against the hand labels, over all pixels: 0.88")
                .anyMatch(line -> line.matches("  1 cloud +25\\.\\d % +0\\.97"))
                .anyMatch(line -> line.matches("    infer +\\d+ ms"))
                .contains("  " + masks.resolve("cloud_6band.npy"));
        Npy mask = Npy.read(ByteBuffer.wrap(Files.readAllBytes(masks.resolve("cloud_6band.npy"))));
        assertThat(mask.pixels()).contains(0, 1, 2);
        BufferedImage picture = ImageIO.read(masks.resolve("cloud_6band.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(512 + 8 + 512);
        assertThat(picture.getHeight()).isEqualTo(512);
    }

    @Test
    void refusesAFolderThatIsNoneBeforeItStartsAnything() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThat(demo("-o", file.toString())).isEqualTo(2);

        assertThat(err.toString().lines()).containsExactly(file + ": is not a folder");
        assertThat(out.toString()).isEmpty();
        assertThat(file).hasContent("mine");
    }

    @Test
    void leavesNothingBehindWhenTheProcessIsToldToEnd() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = process(temporary);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = ""; !line.equals("starting the models"); line = output.readLine()) {
                assertThat(line).as("the next line of output").isNotNull();
            }
            process.toHandle().destroy();

            assertThat(output.lines()).contains("stopping").noneMatch(line -> line.contains("Exception"));
        }
        assertThat(process.waitFor()).as("128 + SIGTERM").isEqualTo(143);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith("tilefleet-demo-"));
        }
    }

    private int demo(String... options) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                HOME,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                InstantSource.system(),
                FleetClient::of);
        List<String> arguments =
                Stream.concat(Stream.of("demo"), Stream.of(options)).toList();
        return Tilefleet.commandLine(surroundings).execute(arguments.toArray(String[]::new));
    }

    private Process process(Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dtilefleet.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tilefleet.class.getName(),
                        "demo",
                        "-o",
                        folder.resolve("masks").toString())
                .redirectErrorStream(true)
                .start();
    }
}
