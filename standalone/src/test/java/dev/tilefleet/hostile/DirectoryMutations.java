package dev.tilefleet.hostile;

import dev.tilefleet.hostile.TiffFile.Directory;
import dev.tilefleet.hostile.TiffFile.Field;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Lies of directories: how many fields, which, of which type, in which order, and which directory is next. */
final class DirectoryMutations {
    private static final int LONGEST_CHAIN = 3000;

    static final List<StructureMutation> ALL = List.of(
            DirectoryMutations::otherCount,
            DirectoryMutations::otherTag,
            DirectoryMutations::otherType,
            DirectoryMutations::otherValueCount,
            DirectoryMutations::otherPlace,
            DirectoryMutations::next,
            DirectoryMutations::chain,
            DirectoryMutations::loopThroughSubdirectories,
            DirectoryMutations::otherFields);

    private DirectoryMutations() {}

    static Directory any(TiffFile file, Random random) {
        List<Directory> all = file.directories();
        return random.nextInt(3) == 0 ? all.get(random.nextInt(all.size())) : all.getFirst();
    }

    static Field anyField(TiffFile file, Random random) {
        List<Field> fields = any(file, random).fields();
        return fields.get(random.nextInt(fields.size()));
    }

    private static void otherCount(TiffFile file, Random random) {
        Directory directory = any(file, random);
        long count =
                random.nextBoolean() ? directory.fields().size() + random.nextInt(9) - 4 : Numbers.any(file, random);
        file.put(directory.position(), file.countSize(), count);
    }

    private static void otherTag(TiffFile file, Random random) {
        file.put(anyField(file, random).position(), 2, Numbers.TAGS[random.nextInt(Numbers.TAGS.length)]);
    }

    private static void otherType(TiffFile file, Random random) {
        long type = random.nextInt(8) == 0 ? random.nextInt(65536) : random.nextInt(20);
        file.put(anyField(file, random).position() + 2, 2, type);
    }

    private static void otherValueCount(TiffFile file, Random random) {
        Field field = anyField(file, random);
        long count = random.nextBoolean() ? field.count() + random.nextInt(5) - 2 : Numbers.any(file, random);
        file.put(field.position() + 4, file.offsetSize(), count);
    }

    /** Values that stand in the field count as one such place. */
    private static void otherPlace(TiffFile file, Random random) {
        Field field = anyField(file, random);
        file.put(field.position() + 4 + file.offsetSize(), file.offsetSize(), Numbers.any(file, random));
    }

    private static void next(TiffFile file, Random random) {
        Directory directory = any(file, random);
        long next = random.nextBoolean() ? any(file, random).position() : Numbers.any(file, random);
        file.put(directory.next(), file.offsetSize(), next);
    }

    /** Many copies of a directory, one after the other, the last of which names the first or any. */
    private static void chain(TiffFile file, Random random) {
        Directory directory = file.directories().getFirst();
        int length = directory.next() - directory.position();
        byte[] copy = file.copy(directory.position(), length);
        int links = 1 + random.nextInt(1 + random.nextInt(LONGEST_CHAIN));
        int start = file.length();
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        for (int link = 1; link <= links; link++) {
            chain.writeBytes(copy);
            long next = start + (long) link * (length + file.offsetSize());
            chain.writeBytes(file.number(
                    file.offsetSize(), link < links ? next : any(file, random).position()));
        }
        file.append(chain.toByteArray());
        file.put(directory.next(), file.offsetSize(), start);
    }

    private static void loopThroughSubdirectories(TiffFile file, Random random) {
        Field field = anyField(file, random);
        int[] pointers = {330, 34665, 34853, 40965};
        int tag = pointers[random.nextInt(pointers.length)];
        file.put(field.position(), file.field(tag, 13, 1, any(file, random).position()));
    }

    /** The first directory once more at the end, with fields left out, doubled, added or out of order. */
    private static void otherFields(TiffFile file, Random random) {
        Directory first = file.directories().getFirst();
        List<byte[]> fields = new ArrayList<>();
        for (Field field : first.fields()) {
            for (int times = random.nextInt(12) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                fields.add(file.copy(field.position(), file.fieldSize()));
            }
        }
        for (int more = random.nextInt(4); more > 0; more--) {
            int tag = Numbers.TAGS[random.nextInt(Numbers.TAGS.length)];
            long count = random.nextBoolean() ? 1 : Math.abs(random.nextInt(file.length()));
            byte[] field = file.field(tag, 1 + random.nextInt(18), count, Numbers.forTag(tag, file, random));
            fields.add(random.nextInt(fields.size() + 1), field);
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(fields, random);
        }
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        directory.writeBytes(file.number(file.countSize(), fields.size()));
        fields.forEach(directory::writeBytes);
        directory.writeBytes(file.copy(first.next(), file.offsetSize()));
        file.put(file.firstDirectory(), file.offsetSize(), file.append(directory.toByteArray()));
    }
}
