package dev.tilefleet.hostile;

import dev.tilefleet.hostile.TiffFile.Field;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lies of values: the numbers that layout, codecs and buffers follow from, and where blocks lie. */
final class ValueMutations {
    private static final List<Integer> LAYOUT =
            List.of(256, 257, 258, 259, 262, 266, 277, 278, 284, 317, 322, 323, 338, 339);

    static final List<StructureMutation> ALL = List.of(
            ValueMutations::one,
            ValueMutations::ofTheLayout,
            ValueMutations::ofTheLayout,
            ValueMutations::all,
            ValueMutations::oneBlock,
            ValueMutations::allBlocks,
            ValueMutations::oneBlockForAll);

    private ValueMutations() {}

    private static void one(TiffFile file, Random random) {
        Field field = DirectoryMutations.anyField(file, random);
        put(file, field, random.nextInt(Math.max(1, field.count())), Numbers.forTag(field.tag(), file, random));
    }

    private static void ofTheLayout(TiffFile file, Random random) {
        int tag = LAYOUT.get(random.nextInt(LAYOUT.size()));
        Optional<Field> field = file.field(tag, tag);
        long value = Numbers.forTag(tag, file, random);
        if (field.isPresent()) {
            fill(file, field.get(), value);
        } else {
            one(file, random);
        }
    }

    private static void all(TiffFile file, Random random) {
        Field field = DirectoryMutations.anyField(file, random);
        fill(file, field, Numbers.forTag(field.tag(), file, random));
    }

    private static void oneBlock(TiffFile file, Random random) {
        Field field = blocks(file, random);
        put(file, field, random.nextInt(field.count()), placeOrSize(file, field, random));
    }

    private static void allBlocks(TiffFile file, Random random) {
        Field field = blocks(file, random);
        for (int i = 0; i < field.count(); i++) {
            put(file, field, i, placeOrSize(file, field, random));
        }
    }

    /** Which makes a small file of a large one, and a bomb of a block that expands. */
    private static void oneBlockForAll(TiffFile file, Random random) {
        int chosen = random.nextInt(1 << 16);
        for (Field field : List.of(offsets(file), sizes(file))) {
            int block = chosen % field.count();
            fill(file, field, file.get(field.values() + block * field.valueSize(), field.valueSize()));
        }
    }

    private static long placeOrSize(TiffFile file, Field field, Random random) {
        int block = random.nextInt(field.count());
        long other = file.get(field.values() + block * field.valueSize(), field.valueSize());
        return switch (random.nextInt(4)) {
            case 0 -> other;
            case 1 -> other + random.nextInt(17) - 8;
            default -> Numbers.any(file, random);
        };
    }

    private static Field blocks(TiffFile file, Random random) {
        return random.nextBoolean() ? offsets(file) : sizes(file);
    }

    private static Field offsets(TiffFile file) {
        return file.field(273, 324).orElseThrow();
    }

    private static Field sizes(TiffFile file) {
        return file.field(279, 325).orElseThrow();
    }

    private static void fill(TiffFile file, Field field, long value) {
        for (int i = 0; i < field.count(); i++) {
            put(file, field, i, value);
        }
    }

    private static void put(TiffFile file, Field field, int index, long value) {
        file.put(field.values() + index * field.valueSize(), field.valueSize(), value);
    }
}
