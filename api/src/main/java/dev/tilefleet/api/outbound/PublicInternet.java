package dev.tilefleet.api.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that belong to the public internet: all but those that IANA sets apart.
 *
 * <p>Sources: the IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, kept at
 * iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry), the IPv4 Multicast Address Space
 * Registry, and IPv6 Global Unicast Address Assignments. A block counts as special even where its registry calls it
 * globally reachable (AS112, AMT): nobody's tile or callback is there. Of IPv6 only {@code 2000::/3} is in use at all, so
 * everything else is out: loopback, unspecified, unique local, link-local, site-local, multicast, IPv4-compatible,
 * local-use NAT64, discard-only, SRv6 SIDs.
 *
 * <p>An address that carries an IPv4 address is judged by that where it is the well-known NAT64 prefix (RFC 6052): on
 * networks without IPv4, DNS64 makes such addresses of public ones. 6to4 and Teredo, which are dead, are out. An IPv4-mapped
 * address is an {@link Inet4Address} to Java. A NAT64 prefix of a network's own cannot be known here.
 */
final class PublicInternet {
    private static final List<Network> SPECIAL_V4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // not IANA's: Azure's platform, metadata among it, on a public address
            "169.254.0.0/16", // link-local, metadata services of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // IETF protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112, direct delegation
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast at its end

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_V6 = networks(
            "2001::/23", // IETF protocol assignments: Teredo, benchmarks, ORCHID, AMT, AS112
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "2620:4f:8000::/48", // AS112, direct delegation
            "3fff::/20"); // documentation

    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final int NAT64_BYTES = 12;

    private PublicInternet() {}

    static boolean contains(InetAddress address) {
        InetAddress judged = judged(address);
        return judged instanceof Inet4Address
                ? isOutside(SPECIAL_V4, judged)
                : GLOBAL_UNICAST.contains(judged) && isOutside(SPECIAL_V6, judged);
    }

    /** Where a packet to this address arrives, as far as the address tells. */
    static InetAddress judged(InetAddress address) {
        if (!NAT64.contains(address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, NAT64_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOutside(List<Network> networks, InetAddress address) {
        return networks.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... blocks) {
        return Stream.of(blocks).map(Network::parse).toList();
    }
}
