package dev.tilefleet.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's decoder outlives every file: it decodes it or says what is wrong with it, within seconds and within bounds
 * of memory, and without a word on its process's output.
 *
 * <p>The properties {@code tilefleet.hostile.files} and {@code tilefleet.hostile.seed} choose the corpus; {@code
 * tilefleet.hostile.replay} names a single file of any corpus instead.
 */
final class HostileFilesIT {
    static final String REPLAY = "tilefleet.hostile.replay";

    /** No decode takes a second on an idle core; a worker's own watchdog waits for five minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * What native memory may gain after every base tile was decoded: GDAL's block cache, 128 MiB, and for each of two
     * decoders the largest block that {@code TileLimits} lets pass, 128 MiB. A leak of 20 KiB a file would pass this within
     * 20,000 files.
     */
    private static final long BOUND = (128L + 2 * 128L) << 20;

    private static final Logger log = LoggerFactory.getLogger(HostileFilesIT.class);

    @TempDir
    private Path folder;

    @Test
    void everyFileIsDecodedOrToldWhatIsWrongWithIt() throws IOException {
        List<BaseTile> tiles = BaseTile.all();
        List<String> sound = tiles.stream()
                .map(tile -> DecodingWorker.SOUND + new HostileFile(tile, 0))
                .toList();
        List<String> hostile = hostile(tiles);
        try (DecodingProcess decoder = DecodingProcess.start(folder, PATIENCE)) {
            assertThat(decoder.decode(sound))
                    .allMatch(ending -> ending.isAmong(DecodingWorker.DECODED, "too-few-bands"));
            long baseline = decoder.peakMemory();

            List<Ending> endings = decoder.decode(hostile);

            report(endings, baseline, decoder.peakMemory());
            assertThat(endings).allMatch(HostileFilesIT::isExpected);
            assertThat(decoder.errors()).isEmpty();
            assertThat(decoder.peakMemory() - baseline).isLessThan(BOUND);
        }
    }

    private static List<String> hostile(List<BaseTile> tiles) {
        String replay = System.getProperty(REPLAY, "");
        Stream<HostileFile> corpus = BaseTile.corpus(
                tiles, Long.getLong("tilefleet.hostile.seed", 0), Integer.getInteger("tilefleet.hostile.files", 1_000));
        return replay.isEmpty() ? corpus.map(HostileFile::toString).toList() : List.of(replay);
    }

    private static boolean isExpected(Ending ending) {
        return ending.isAmong(
                DecodingWorker.DECODED,
                "not-a-geotiff",
                "unreadable-tile",
                "too-few-bands",
                "bands-ambiguous",
                "wrong-size",
                "blocks-too-large",
                "unsupported-sample-type",
                "pixels-not-finite");
    }

    private static void report(List<Ending> endings, long baseline, long peak) {
        Map<String, Long> kinds =
                endings.stream().collect(Collectors.groupingBy(Ending::kind, TreeMap::new, Collectors.counting()));
        Ending slowest =
                endings.stream().max(Comparator.comparing(Ending::took)).orElseThrow();
        log.atInfo()
                .addKeyValue("files", endings.size())
                .addKeyValue("endings", kinds)
                .addKeyValue("slowest", slowest)
                .addKeyValue("baselineMiB", baseline >> 20)
                .addKeyValue("peakMiB", peak >> 20)
                .log("hostile files decoded");
    }
}
