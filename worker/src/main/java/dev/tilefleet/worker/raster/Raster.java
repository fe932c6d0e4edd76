package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An open tile that has passed the limits. Opened, read and closed by one thread; another one gets a {@link
 * WrongThreadException}.
 */
public final class Raster implements AutoCloseable {
    private static final int READ = 0;

    private final Dataset dataset;
    private final MemoryFile file;
    private final RasterLayout layout;

    private Raster(Dataset dataset, MemoryFile file, RasterLayout layout) {
        this.dataset = dataset;
        this.file = file;
        this.layout = layout;
    }

    /** Takes the dataset over: it is closed if the limits refuse it. */
    static Raster checked(Dataset dataset, MemoryFile file, TileLimits limits) {
        try {
            RasterLayout layout = dataset.layout();
            limits.check(layout);
            return new Raster(dataset, file, layout);
        } catch (RuntimeException e) {
            dataset.close();
            throw e;
        }
    }

    public int width() {
        return layout.width();
    }

    public int height() {
        return layout.height();
    }

    public SampleType sampleType() {
        return layout.sampleType();
    }

    /** One name a band, the file's band descriptions; empty where it has none. */
    public BandNames bandNames() {
        return new BandNames(IntStream.rangeClosed(1, layout.bandCount())
                .mapToObj(dataset::bandName)
                .toList());
    }

    /**
     * Reads whole bands as {@code [bands, height, width]} in native byte order.
     *
     * @param bands one-based
     * @param type what the pixels become; GDAL converts and clamps
     * @param target native, of exactly that many bytes
     * @throws ProblemException when a block cannot be read, as in a truncated file
     */
    public void read(List<Integer> bands, SampleType type, MemorySegment target) {
        long line = (long) type.bytes() * width();
        long plane = line * height();
        if (target.byteSize() != plane * bands.size()) {
            throw new IllegalArgumentException(
                    "%d bands take %d bytes, not %d".formatted(bands.size(), plane * bands.size(), target.byteSize()));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocateFrom(
                    ValueLayout.JAVA_INT,
                    bands.stream().mapToInt(Integer::intValue).toArray());
            dataset.gdal().errors().reset();
            int failure = dataset.gdal()
                    .functions()
                    .rasterIO(
                            dataset.handle(),
                            READ,
                            0,
                            0,
                            width(),
                            height(),
                            target,
                            width(),
                            height(),
                            type.gdalNumber(),
                            bands.size(),
                            numbers,
                            type.bytes(),
                            line,
                            plane,
                            MemorySegment.NULL);
            if (failure != 0) {
                throw new ProblemException(
                        UNREADABLE_TILE,
                        "The tile's pixels cannot be read; the file may be cut short or damaged. %s Write and send it again."
                                .formatted(dataset.gdal().errors().text()));
            }
        }
    }

    @Override
    public void close() {
        if (dataset.arena().scope().isAlive()) {
            dataset.close();
            file.close();
            dataset.arena().close();
        }
    }
}
