package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.BANDS_AMBIGUOUS;
import static dev.tilefleet.job.ProblemType.TOO_FEW_BANDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.ModelInput.Band;
import dev.tilefleet.model.Scaling;
import dev.tilefleet.worker.raster.BandNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BandChooserTest {
    private final BandChooser first = chooser(new BandSelection.First());
    private final BandChooser byName =
            chooser(new BandSelection.ByName(Map.of(3, List.of(1, 2, 3), 5, List.of(1, 2, 5))));

    @Test
    void theFirstBandsAreTakenWhateverTheyAreCalled() {
        assertThat(first.choose(tile("B08", "B04", "B03", "B02"))).containsExactly(1, 2, 3);
    }

    @Test
    void tooFewBandsAreRefused() {
        assertThat(problemOf(first, tile("B02", "")))
                .isEqualTo(new Problem(
                        TOO_FEW_BANDS,
                        "The tile has 2 bands (B02, -); the process takes 3: B02, B03, B08. Add the missing ones."));
    }

    @Test
    void bandsAreFoundByNameInTheModelsOrder() {
        assertThat(byName.choose(tile("B08", "B04", "B03", "B02"))).containsExactly(4, 3, 1);
    }

    @Test
    void bandsAreFoundByShortAndByCommonName() {
        assertThat(byName.choose(tile("b2", "red", "Green", "B8"))).containsExactly(1, 3, 4);
    }

    @Test
    void aNameWinsOverACommonName() {
        assertThat(byName.choose(tile("blue", "B02", "B03", "B08"))).containsExactly(2, 3, 4);
    }

    @Test
    void bandsWithoutNamesAreTakenByTheTilesBandCount() {
        assertThat(byName.choose(tile("", "", "", "", ""))).containsExactly(1, 2, 5);
    }

    @Test
    void namesThatAreNotAllThereAreNotTrusted() {
        assertThat(byName.choose(tile("B08", "B03", "B04"))).containsExactly(1, 2, 3);
    }

    @Test
    void aNameThatTwoBandsHaveIsNotTrusted() {
        assertThat(byName.choose(tile("B02", "B02", "B03", "B08", "B11"))).containsExactly(1, 2, 5);
    }

    @Test
    void oneBandIsNotTakenForTwo() {
        BandChooser redEdge = new BandChooser(input(
                List.of(new Band("B05", "rededge"), new Band("B06", "rededge")), new BandSelection.ByName(Map.of())));

        Problem problem = problemOf(redEdge, tile("rededge", "nir"));

        assertThat(problem.type()).isEqualTo(BANDS_AMBIGUOUS);
    }

    @Test
    void aTileThatDoesNotSayWhichAreWhichIsRefused() {
        assertThat(problemOf(byName, tile("", "", "", "")))
                .isEqualTo(new Problem(
                        BANDS_AMBIGUOUS,
                        "The tile has 4 bands, none of them named; the process takes B02, B03, B08 and cannot tell"
                                + " which are which. Set each band's description to its name, or send a tile of 3 or 5"
                                + " bands in the usual order."));
    }

    private static Problem problemOf(BandChooser chooser, BandNames tile) {
        return catchThrowableOfType(ProblemException.class, () -> chooser.choose(tile))
                .problem();
    }

    private static BandNames tile(String... names) {
        return new BandNames(List.of(names));
    }

    private static BandChooser chooser(BandSelection selection) {
        return new BandChooser(
                input(List.of(new Band("B02", "blue"), new Band("B03", "green"), new Band("B08", "nir")), selection));
    }

    private static ModelInput input(List<Band> bands, BandSelection selection) {
        return new ModelInput(bands, selection, 4, 4, new Scaling.Percentile90Clip());
    }
}
