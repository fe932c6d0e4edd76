package dev.tilefleet.hostile;

import java.util.Map;
import java.util.Random;

/** Numbers at which readers stumble: limits of types, neighbours of limits, sizes of the file itself. */
final class Numbers {
    private static final long[] AWKWARD = {
        0,
        1,
        2,
        3,
        7,
        8,
        15,
        16,
        17,
        127,
        128,
        255,
        256,
        511,
        512,
        513,
        1023,
        1024,
        1025,
        2047,
        2048,
        2049,
        4096,
        32767,
        32768,
        65535,
        65536,
        1_000_000,
        1 << 24,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 2,
        (1L << 32) - 1,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private static final long[] SIDES = {0, 1, 8, 15, 16, 64, 128, 256, 511, 512, 513, 1024, 2048, 2064, 16384, 1 << 20
    };

    /** By tag: numbers that mean something there, in the specification or in libtiff. */
    private static final Map<Integer, long[]> TELLING = Map.ofEntries(
            Map.entry(254, new long[] {0, 1, 2, 4, 5}),
            Map.entry(256, SIDES),
            Map.entry(257, SIDES),
            Map.entry(258, new long[] {0, 1, 2, 4, 7, 8, 9, 12, 16, 24, 31, 32, 33, 64, 128, 256}),
            Map.entry(259, new long[] {
                0, 1, 2, 3, 4, 5, 6, 7, 8, 32766, 32771, 32773, 32809, 32895, 32908, 32909, 32946, 32947, 34661, 34676,
                34677, 34712, 34887, 34925, 34933, 50000, 50001, 50002, 52546
            }),
            Map.entry(262, new long[] {0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 32803, 32844, 32845, 34892, 51177}),
            Map.entry(266, new long[] {0, 1, 2, 3}),
            Map.entry(274, new long[] {0, 1, 5, 8, 9}),
            Map.entry(277, new long[] {0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 255, 256, 1024, 1025, 32768, 65535}),
            Map.entry(278, SIDES),
            Map.entry(284, new long[] {0, 1, 2, 3}),
            Map.entry(317, new long[] {0, 1, 2, 3, 4, 34892}),
            Map.entry(322, SIDES),
            Map.entry(323, SIDES),
            Map.entry(338, new long[] {0, 1, 2, 3, 999}),
            Map.entry(339, new long[] {0, 1, 2, 3, 4, 5, 6, 7}),
            Map.entry(530, new long[] {0, 1, 2, 4, 8}));

    /** What a writer of hostile files would put into a directory that lacks it. */
    static final int[] TAGS = {
        254, 255, 256, 257, 258, 259, 262, 266, 270, 273, 274, 277, 278, 279, 282, 284, 292, 301, 305, 317, 318, 320,
        322, 323, 324, 325, 330, 332, 333, 338, 339, 340, 341, 347, 512, 513, 514, 519, 520, 521, 529, 530, 531, 532,
        559, 700, 32997, 32998, 33432, 33550, 33922, 34264, 34377, 34665, 34675, 34735, 34736, 34737, 34853, 37724,
        42112, 42113, 50674, 50706, 50844, 50908, 65535
    };

    private Numbers() {}

    static long any(TiffFile file, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(file.length());
            case 1 -> file.length() + random.nextInt(5) - 2;
            case 2 -> random.nextLong();
            default -> AWKWARD[random.nextInt(AWKWARD.length)];
        };
    }

    static long forTag(int tag, TiffFile file, Random random) {
        long[] telling = TELLING.get(tag);
        return telling == null || random.nextInt(4) == 0 ? any(file, random) : telling[random.nextInt(telling.length)];
    }
}
