package dev.tilefleet.hostile;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.model.ModelCatalog;
import dev.tilefleet.worker.WorkerConfig;
import dev.tilefleet.worker.decode.TileDecoder;
import dev.tilefleet.worker.raster.Gdal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The worker's way from a tile's bytes to a tensor, in a process that may die of it: decoder, limits, threads and native
 * memory as {@code worker.journey.Stages} has them.
 *
 * <p>Reads names of files from standard input, one a line, and says of each when it begins and how it ends. Whatever
 * else appears on standard output was written by native code.
 */
final class DecodingWorker {
    static final String BEGINS = "begins ";
    static final String ENDS = "ends ";
    static final String DECODED = "decoded";
    static final String SOUND = "sound ";

    private static final int ALIGNMENT = 64;

    private final Gdal gdal;
    private final ModelCatalog models;

    private DecodingWorker(Gdal gdal, ModelCatalog models) {
        this.gdal = gdal;
        this.models = models;
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a main
    public static void main(String[] arguments) {
        WorkerConfig config = WorkerConfig.from(new Settings(System.getenv()));
        DecodingWorker worker =
                new DecodingWorker(Gdal.load(config.gdalLibrary()), ModelCatalog.load(Path.of(arguments[0])));
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ExecutorService threads = Executors.newFixedThreadPool(config.decoders())) {
            for (int i = 0; i < config.decoders(); i++) {
                threads.execute(() -> worker.decodeAll(names));
            }
        }
    }

    private void decodeAll(BufferedReader names) {
        try {
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                decode(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decode(String name) {
        boolean sound = name.startsWith(SOUND);
        HostileFile file = HostileFile.parse(sound ? name.substring(SOUND.length()) : name);
        byte[] bytes = sound ? file.base().bytes() : file.bytes();
        System.out.println(BEGINS + name);
        long start = System.nanoTime();
        String ending = ending(bytes, file.process());
        System.out.println(ENDS + name + " " + ending + " " + (System.nanoTime() - start) / 1000);
    }

    private String ending(byte[] file, String process) {
        TileDecoder decoder = new TileDecoder(
                gdal, models.model(new ProcessID(process)).orElseThrow().input());
        try (Arena arena = Arena.ofShared()) {
            MemorySegment tile = arena.allocate(file.length, ALIGNMENT);
            MemorySegment.copy(file, 0, tile, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, file.length);
            decoder.decode(tile, Map.of(), arena.allocate(decoder.bytes(), ALIGNMENT));
            return DECODED;
        } catch (ProblemException e) {
            return e.problem().type().code();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return e.getClass().getName();
        }
    }
}
