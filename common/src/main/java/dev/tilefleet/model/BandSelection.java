package dev.tilefleet.model;

import java.util.List;
import java.util.Map;

/** Which of a tile's bands are the model's, in the model's order. */
public sealed interface BandSelection {

    /** The first ones, whatever they are called. */
    record First() implements BandSelection {}

    /**
     * Those whose description is the band's name; a tile that does not name them all is taken by position.
     *
     * @param positions for a tile of so many bands (the key), the one-based positions of the model's bands
     */
    record ByName(Map<Integer, List<Integer>> positions) implements BandSelection {
        public ByName {
            positions = Map.copyOf(positions);
        }
    }
}
