package dev.tilefleet.api.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** By what a client is counted who does not say who he is. */
final class ClientAddress {
    /** Whoever has one IPv6 address has as a rule its whole network of 64 bits, and could be a new client each time. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** @param address as the connection tells it, without a name being looked up; anything else stands for itself */
    static String of(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address six ->
                    HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64";
                case InetAddress four -> four.getHostAddress();
            };
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
