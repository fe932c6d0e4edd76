package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.BANDS_AMBIGUOUS;
import static dev.tilefleet.job.ProblemType.TOO_FEW_BANDS;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.ModelInput.Band;
import dev.tilefleet.worker.raster.BandNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds a model's bands in a tile. */
final class BandChooser {
    private final ModelInput input;

    BandChooser(ModelInput input) {
        this.input = input;
    }

    /**
     * The one-based positions of the model's bands, in the model's order.
     *
     * @throws ProblemException when the tile has too few, or does not say which are which
     */
    List<Integer> choose(BandNames tile) {
        if (tile.count() < input.bands().size()) {
            throw new ProblemException(
                    TOO_FEW_BANDS,
                    "The tile has %s; the process takes %d: %s. Add the missing ones."
                            .formatted(tile, input.bands().size(), wanted()));
        }
        return switch (input.selection()) {
            case BandSelection.First() ->
                IntStream.rangeClosed(1, input.bands().size()).boxed().toList();
            case BandSelection.ByName(Map<Integer, List<Integer>> positions) ->
                byName(tile)
                        .or(() -> Optional.ofNullable(positions.get(tile.count())))
                        .orElseThrow(() -> ambiguous(tile, positions));
        };
    }

    /** All of the model's bands, each named by a band of its own, or nothing. */
    private Optional<List<Integer>> byName(BandNames tile) {
        List<Integer> found = input.bands().stream()
                .map(band -> position(band, tile))
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .distinct()
                .toList();
        return Optional.of(found).filter(all -> all.size() == input.bands().size());
    }

    private static OptionalInt position(Band band, BandNames tile) {
        OptionalInt byName = tile.position(band.name());
        return byName.isPresent() ? byName : tile.position(band.commonName());
    }

    private ProblemException ambiguous(BandNames tile, Map<Integer, List<Integer>> positions) {
        String counts =
                positions.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
        return new ProblemException(
                BANDS_AMBIGUOUS,
                "The tile has %s; the process takes %s and cannot tell which are which. Set each band's description to its name%s."
                        .formatted(
                                tile,
                                wanted(),
                                counts.isEmpty() ? "" : ", or send a tile of " + counts + " bands in the usual order"));
    }

    private String wanted() {
        return input.bands().stream().map(Band::name).collect(Collectors.joining(", "));
    }
}
