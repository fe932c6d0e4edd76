package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.model.ModelDescription.MaskClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoReportTest {
    private static final List<MaskClass> CLASSES = List.of(
            new MaskClass(0, "clear", "", "000000"),
            new MaskClass(1, "cloud", "", "FFFFFF"),
            new MaskClass(2, "cloud-shadow", "", "0000FF"));

    @Test
    void saysWhatWasFoundAndHowLongItTook() {
        Map<String, Double> legs = new LinkedHashMap<>();
        legs.put("upload", 99.6);
        legs.put("infer", 1234.4);
        DemoReport report = new DemoReport(
                MaskCheck.of(2, 4, CLASSES),
                CLASSES,
                Agreement.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, new byte[] {0, 0, 0, 0, 0, 1, 2, 1}, 3),
                Duration.ofMillis(8765),
                legs,
                Duration.ofMillis(1334),
                Path.of("here/tile.npy"),
                Path.of("here/tile.png"));

        assertThat(String.join("\n", report.lines()))
                .startsWith("""

                        mask: shape (2, 4), dtype uint8, every value a class of the model
                          class             share   recall
                          0 clear          62.5 %     0.71
                          1 cloud          25.0 %     1.00
                          2 cloud-shadow   12.5 %        -
                          accuracy against the hand labels, over all pixels: 0.75

                        time
                          start-up             8765 ms
                          tile to mask         1334 ms
                            upload              100 ms
                            infer              1234 ms

                        files
                          here/tile.npy
                          here/tile.png  (true colour | mask)
                        """)
                .contains("German Aerospace Center (DLR)", "modified Copernicus Sentinel data", "doi:");
    }
}
