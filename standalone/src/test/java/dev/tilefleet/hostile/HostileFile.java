package dev.tilefleet.hostile;

/**
 * One file of the corpus: nothing but the tile it was and a seed make it, today and on every machine.
 *
 * @param seed even: its structure was tampered with; odd: its bytes at random
 */
public record HostileFile(BaseTile base, long seed) {
    private static final int BANDS_OF_UNET10 = 10;

    /** As {@link #toString} writes it. */
    public static HostileFile parse(String text) {
        int colon = text.lastIndexOf(':');
        return new HostileFile(BaseTile.named(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    public byte[] bytes() {
        return new Mutator(base.name().hashCode() * 31L + seed).mutated(base.bytes(), seed % 2 == 0);
    }

    /** Which process it is sent to: one that takes the base tile. */
    public String process() {
        return base.bands() >= BANDS_OF_UNET10 && (seed & 2) == 0 ? "unet10" : "cloud-mask";
    }

    /** The base tile's name, a colon and the seed: {@code packbits:42}. */
    @Override
    public String toString() {
        return base.name() + ":" + seed;
    }
}
