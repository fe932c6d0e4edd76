package dev.tilefleet.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropNameTest {
    @Test
    void resultsLieUnderTheSamePathInTheOutbox() {
        DropName name = DropName.of("inbox/unet10/2026/11/tile.tif").orElseThrow();

        assertThat(name.process()).isEqualTo("unet10");
        assertThat(name.key()).isEqualTo("inbox/unet10/2026/11/tile.tif");
        assertThat(name.sideCar()).isEqualTo("inbox/unet10/2026/11/tile.tif.json");
        assertThat(name.mask()).isEqualTo("outbox/unet10/2026/11/tile.npy");
        assertThat(name.document()).isEqualTo("outbox/unet10/2026/11/tile.json");
        assertThat(name.error()).isEqualTo("outbox/unet10/2026/11/tile.error.json");
        assertThat(name.moved()).isEqualTo("outbox/unet10/2026/11/tile.tif");
    }

    @ParameterizedTest
    @CsvSource({
        "a.TIF, a.npy",
        "a.tiff, a.npy",
        "a.b.tif, a.b.npy",
        "a.jp2, a.jp2.npy",
        "a, a.npy",
        "tif, tif.npy",
        "a b+c%20ü🛰.tif, a b+c%20ü🛰.npy"
    })
    void onlyTheEndingOfATiffIsTakenOff(String file, String mask) {
        assertThat(DropName.of("inbox/unet10/" + file).map(DropName::mask)).hasValue("outbox/unet10/" + mask);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/",
                "inbox/unet10/",
                "inbox/unet10/folder/",
                "inbox/unet10/tile.tif.json",
                "inbox/unet10/notes.json",
                "inbox/unet10/_SUCCESS",
                "inbox/unet10/.tile.tif.part",
                "inbox/unet10/_temporary/tile.tif",
                "inbox/unet10/.git/tile.tif",
                "inbox/_unet10/tile.tif",
                "inbox/unet10//tile.tif",
                "inbox//tile.tif",
                "inbox/unet10/../tile.tif",
                "outbox/unet10/tile.tif",
                "inboxes/unet10/tile.tif",
            })
    void ignoresWhatIsNoFileToBeTaken(String key) {
        assertThat(DropName.of(key)).isEmpty();
    }

    @Test
    void aFileInNoFolderHasNoProcess() {
        DropName name = DropName.of("inbox/tile.tif").orElseThrow();

        assertThat(name.process()).isEmpty();
        assertThat(name.key()).isEqualTo("inbox/tile.tif");
        assertThat(name.error()).isEqualTo("outbox/tile.error.json");
    }
}
