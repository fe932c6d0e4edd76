package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdalTest {
    @Test
    void findsTheLibraryOfTheMachine() {
        Gdal gdal = Gdal.load(Optional.empty());

        assertThat(gdal.version()).matches("3\\.\\d+\\.\\d+.*");
    }

    @Test
    void saysWhatToInstallWhenTheNamedFileIsNoLibrary(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("libgdal.so"), "text");

        assertThatThrownBy(() -> Gdal.load(Optional.of(file)))
                .isInstanceOf(GdalUnavailableException.class)
                .hasMessageContaining("TILEFLEET_GDAL_LIBRARY names " + file)
                .hasMessageContaining("apt-get install libgdal32")
                .hasMessageContaining("apt-get install libgdal34t64");
    }

    @Test
    void refusesALibraryThatIsNoGdal() {
        Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));

        assertThatThrownBy(() -> Gdal.load(Optional.of(library)))
                .isInstanceOf(GdalUnavailableException.class)
                .hasMessageContaining("no GDAL 3.4 or newer");
    }
}
