package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.NOT_A_GEOTIFF;
import static dev.tilefleet.job.ProblemType.UNREADABLE_TILE;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The GDAL library of this machine, with the GTiff driver and no other. GDAL's settings belong to the process: load it
 * once.
 *
 * <p>Threads: any number of threads may open rasters at the same time; each {@link Raster} stays with the thread that
 * opened it.
 */
public final class Gdal {
    private static final int OLDEST_VERSION = 3_04_00_00;

    /** Decoded blocks that GDAL keeps, over all threads. */
    private static final long CACHE_BYTES = 128L << 20;

    private static final Map<String, String> SETTINGS = Map.of(
            // Neither list nor read what lies beside a file, nor leave an .aux.xml there.
            "GDAL_DISABLE_READDIR_ON_OPEN", "TRUE",
            "GDAL_PAM_ENABLED", "NO",
            // The fleet is parallel over tiles, not within one.
            "GDAL_NUM_THREADS", "1");

    private final GdalFunctions functions;
    private final GdalErrors errors;
    private final String version;

    private Gdal(GdalFunctions functions, String version) {
        this.functions = functions;
        this.errors = new GdalErrors(functions);
        this.version = version;
    }

    /**
     * Loads the library and sets it up.
     *
     * @param library a {@code libgdal.so} to take instead of the newest one that the dynamic linker finds
     * @throws GdalUnavailableException when there is none, or one older than 3.4
     */
    public static Gdal load(Optional<Path> library) {
        SymbolLookup lookup = GdalLibrary.find(library);
        GdalFunctions functions = new NativeBinding(lookup).bind(GdalFunctions.class);
        try (Arena arena = Arena.ofConfined()) {
            String release = CString.read(functions.versionInfo(arena.allocateFrom("RELEASE_NAME")));
            String number = CString.read(functions.versionInfo(arena.allocateFrom("VERSION_NUM")));
            if (Integer.parseInt(number) < OLDEST_VERSION) {
                throw new GdalUnavailableException(
                        "The libgdal found is GDAL %s, which is too old. %s".formatted(release, GdalLibrary.ADVICE));
            }
            lookup.find("CPLQuietErrorHandler").ifPresent(functions::setErrorHandler);
            functions.setCacheMax(CACHE_BYTES);
            functions.registerGTiff();
            SETTINGS.forEach(
                    (key, value) -> functions.setConfigOption(arena.allocateFrom(key), arena.allocateFrom(value)));
            return new Gdal(functions, release);
        }
    }

    /** As GDAL says it: {@code 3.6.2}. */
    public String version() {
        return version;
    }

    /**
     * Opens a tile and checks what it declares; no pixel is read.
     *
     * @param tile the file's bytes; native memory is not copied and must stay valid until the raster is closed
     * @param width the tile's exact width in pixels
     * @param height the tile's exact height in pixels
     * @throws ProblemException when it is no GeoTIFF, cannot be read or is not as the {@linkplain FieldLimits
     *     limits} {@linkplain TileLimits say}
     */
    @SuppressWarnings("MustBeClosedChecker") // the raster closes it
    public Raster open(MemorySegment tile, int width, int height) {
        FileSignature signature = FileSignature.of(tile);
        if (!signature.isTiff()) {
            String found = tile.byteSize() == 0 ? "is empty" : "is " + signature.description();
            throw new ProblemException(NOT_A_GEOTIFF, "The file %s. Send a GeoTIFF.".formatted(found));
        }
        FieldLimits.check(tile);
        Arena arena = Arena.ofConfined();
        try {
            return open(tile, new TileLimits(width, height), arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private Raster open(MemorySegment tile, TileLimits limits, Arena arena) {
        MemorySegment content =
                tile.isNative() ? tile : arena.allocate(tile.byteSize()).copyFrom(tile);
        MemoryFile file = new MemoryFile(functions, content, arena);
        try {
            MemorySegment noSiblings = arena.allocate(Long.BYTES);
            Dataset dataset =
                    Dataset.open(this, file.name(), noSiblings, arena).orElseThrow(() -> unopened(tile, limits));
            return Raster.checked(dataset, file, limits);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private ProblemException unopened(MemorySegment tile, TileLimits limits) {
        // First of all: to read it, GDAL's error must be this thread's last.
        String reason = errors.text();
        // A size beyond what GDAL opens is told as any other wrong one.
        DeclaredSize.of(tile).ifPresent(limits::check);
        return new ProblemException(
                UNREADABLE_TILE,
                "The file begins as a TIFF but cannot be opened; it may be cut short or damaged. %s Write and send it again."
                        .formatted(reason));
    }

    GdalFunctions functions() {
        return functions;
    }

    GdalErrors errors() {
        return errors;
    }
}
