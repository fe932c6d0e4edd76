package dev.tilefleet.hostile;

import java.util.List;
import java.util.Random;

/** Makes a hostile file of a sound one. {@link Random} is specified to the bit, so a seed is as good as the file. */
final class Mutator {
    private static final int MOST_STEPS = 3;

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** @param structured whether to tamper with what the file says of itself, instead of with any of its bytes */
    byte[] mutated(byte[] base, boolean structured) {
        // One lie in a file that is sound otherwise leads a reader furthest.
        int steps = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_STEPS);
        return structured ? structure(base, steps) : bytes(base, steps);
    }

    private byte[] structure(byte[] base, int steps) {
        TiffFile file = new TiffFile(base);
        List<StructureMutation> ways = StructureMutation.ALL;
        for (int step = 0; step < steps; step++) {
            ways.get(random.nextInt(ways.size())).apply(file, random);
        }
        return file.bytes();
    }

    private byte[] bytes(byte[] base, int steps) {
        ByteMutation[] ways = ByteMutation.values();
        byte[] bytes = base.clone();
        for (int step = 0; step < steps; step++) {
            bytes = ways[random.nextInt(ways.length)].apply(bytes, random);
        }
        return bytes;
    }
}
