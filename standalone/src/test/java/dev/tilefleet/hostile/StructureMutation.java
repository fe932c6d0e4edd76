package dev.tilefleet.hostile;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One lie in what a file says of itself. */
@FunctionalInterface
interface StructureMutation {
    /** Values are named three times: most of what a reader decides hangs on them. */
    List<StructureMutation> ALL = Stream.of(
                    HeaderMutations.ALL,
                    DirectoryMutations.ALL,
                    ValueMutations.ALL,
                    ValueMutations.ALL,
                    ValueMutations.ALL,
                    TextMutations.ALL)
            .flatMap(List::stream)
            .toList();

    void apply(TiffFile file, Random random);
}
