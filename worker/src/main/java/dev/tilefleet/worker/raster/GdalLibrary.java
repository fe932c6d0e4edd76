package dev.tilefleet.worker.raster;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds {@code libgdal}. */
final class GdalLibrary {
    /** GDAL 3.4's soname; each minor release since then has added one. */
    private static final int OLDEST_SONAME = 30;

    private static final int NEWEST_PLAUSIBLE_SONAME = 45;

    static final String ADVICE = "Install GDAL 3.4 or newer (Debian 12: apt-get install libgdal32; Ubuntu 24.04:"
            + " apt-get install libgdal34t64), or set TILEFLEET_GDAL_LIBRARY to the path of a libgdal.so.";

    private GdalLibrary() {}

    /**
     * The library at the path, else the newest that the dynamic linker finds.
     *
     * @throws GdalUnavailableException when there is none
     */
    static SymbolLookup find(Optional<Path> library) {
        if (library.isPresent()) {
            return open(library.get().toString())
                    .orElseThrow(() -> new GdalUnavailableException(
                            "TILEFLEET_GDAL_LIBRARY names %s, which cannot be loaded as a library. %s"
                                    .formatted(library.get(), ADVICE)));
        }
        return names().flatMap(name -> open(name).stream())
                .findFirst()
                .orElseThrow(() -> new GdalUnavailableException("There is no libgdal on this machine. " + ADVICE));
    }

    private static Stream<String> names() {
        return Stream.concat(
                IntStream.iterate(NEWEST_PLAUSIBLE_SONAME, soname -> soname >= OLDEST_SONAME, soname -> soname - 1)
                        .mapToObj(soname -> "libgdal.so." + soname),
                Stream.of("libgdal.so", "libgdal.dylib"));
    }

    @SuppressWarnings("restricted")
    private static Optional<SymbolLookup> open(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
