package dev.tilefleet.hostile;

import java.util.List;
import java.util.Random;

/** Lies of the first bytes, and files that end too soon. */
final class HeaderMutations {
    private static final int[] VERSIONS = {0, 42, 43, 44, 80, 82, 85, 20306, 65535};

    static final List<StructureMutation> ALL = List.of(
            HeaderMutations::otherByteOrder,
            HeaderMutations::otherVersion,
            HeaderMutations::otherOffsetSize,
            HeaderMutations::otherFirstDirectory,
            HeaderMutations::cut,
            HeaderMutations::cutInADirectory);

    private HeaderMutations() {}

    private static void otherByteOrder(TiffFile file, Random random) {
        byte letter = random.nextBoolean() ? (byte) 'I' : (byte) 'M';
        file.put(0, new byte[] {letter, random.nextInt(4) == 0 ? (byte) random.nextInt() : letter});
    }

    private static void otherVersion(TiffFile file, Random random) {
        file.put(2, 2, VERSIONS[random.nextInt(VERSIONS.length)]);
    }

    /** BigTIFF's; in a TIFF this is half of the first directory's offset. */
    private static void otherOffsetSize(TiffFile file, Random random) {
        file.put(4, 4, Numbers.any(file, random));
    }

    private static void otherFirstDirectory(TiffFile file, Random random) {
        file.put(file.firstDirectory(), file.offsetSize(), Numbers.any(file, random));
    }

    private static void cut(TiffFile file, Random random) {
        file.cut(1 + random.nextInt(file.length()));
    }

    private static void cutInADirectory(TiffFile file, Random random) {
        TiffFile.Directory directory = DirectoryMutations.any(file, random);
        int length = directory.next() + file.offsetSize() - directory.position();
        file.cut(directory.position() + random.nextInt(length));
    }
}
