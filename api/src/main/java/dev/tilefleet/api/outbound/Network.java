package dev.tilefleet.api.outbound;

import java.net.InetAddress;

/**
 * A block of addresses, written as {@code 10.0.0.0/8} or {@code fd00::/8} (CIDR, RFC 4632, RFC 4291).
 *
 * @param base the first address of it
 * @param prefix how many bits all of its addresses have in common
 */
record Network(InetAddress base, int prefix) {
    Network {
        int bits = base.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "a prefix of %s has 0 to %d bits".formatted(base.getHostAddress(), bits));
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (isSet(base.getAddress(), bit)) {
                throw new IllegalArgumentException(
                        "%s/%d has bits beyond its prefix".formatted(base.getHostAddress(), prefix));
            }
        }
    }

    /**
     * Reads a block; an address alone is a block of one.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new Network(base, base.getAddress().length * Byte.SIZE);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not a network such as 10.0.0.0/8");
        }
        return new Network(base, Integer.parseInt(prefix));
    }

    boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (isSet(mine, bit) != isSet(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }
}
