package dev.tilefleet.hostile;

import java.util.Arrays;
import java.util.Random;

/** What befalls bytes that nobody looks at: flips, overwriting, runs that move, vanish or come twice. */
enum ByteMutation {
    FLIPPED_BITS {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            for (int flips = 1 << random.nextInt(6); flips > 0; flips--) {
                bytes[place(bytes, random)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    },
    RANDOM_BYTES {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            for (int writes = 1 << random.nextInt(6); writes > 0; writes--) {
                bytes[place(bytes, random)] = (byte) random.nextInt();
            }
            return bytes;
        }
    },
    /** A run overwrites another one. */
    SPLICED {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = place(bytes, random);
            int to = place(bytes, random);
            System.arraycopy(bytes, from, bytes, to, length(bytes, Math.max(from, to), random));
            return bytes;
        }
    },
    ZEROED {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = place(bytes, random);
            Arrays.fill(bytes, from, from + length(bytes, from, random), (byte) 0);
            return bytes;
        }
    },
    ALL_ONES {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = place(bytes, random);
            Arrays.fill(bytes, from, from + length(bytes, from, random), (byte) 0xFF);
            return bytes;
        }
    },
    /** A run comes twice, and all behind it later. */
    DOUBLED {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = place(bytes, random);
            int length = length(bytes, from, random);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
            System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
            return longer;
        }
    },
    /** A run is missing, and all behind it comes sooner. */
    REMOVED {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = place(bytes, random);
            int length = Math.min(length(bytes, from, random), bytes.length - 1);
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
            System.arraycopy(bytes, from + length, shorter, from, shorter.length - from);
            return shorter;
        }
    },
    CUT {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, 1 + place(bytes, random));
        }
    };

    private static final int EDGE = 2048;
    private static final int LONGEST = 1 << 16;

    /** @param bytes at least one; may be changed */
    abstract byte[] apply(byte[] bytes, Random random);

    /** Anywhere, or as often near the beginning or the end, where writers put directories. */
    private static int place(byte[] bytes, Random random) {
        int near = random.nextInt(Math.min(EDGE, bytes.length));
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> bytes.length - 1 - near;
            default -> random.nextInt(bytes.length);
        };
    }

    /** Short ones and long ones alike, none over the end. */
    private static int length(byte[] bytes, int from, Random random) {
        int most = 2 << random.nextInt(Integer.numberOfTrailingZeros(LONGEST));
        return Math.min(1 + random.nextInt(most), bytes.length - from);
    }
}
