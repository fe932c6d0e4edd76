package dev.tilefleet.api.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an operator opens beside the public internet.
 *
 * @param networks whatever name leads there
 * @param hosts whatever their addresses are: who names one trusts whoever answers for it in DNS
 * @param domains that any host below is allowed of
 */
record AllowList(Set<Network> networks, Set<String> hosts, Set<String> domains) {
    static final AllowList NOTHING = new AllowList(Set.of(), Set.of(), Set.of());

    private static final Pattern ADDRESS = Pattern.compile("[0-9./]+|[0-9a-fA-F:./]*:[0-9a-fA-F:./]*");
    private static final String ANY_BELOW = "*.";

    AllowList {
        networks = Set.copyOf(networks);
        hosts = Set.copyOf(hosts);
        domains = Set.copyOf(domains);
    }

    /** @throws IllegalArgumentException if a part between commas is neither a network, an address, nor a host */
    static AllowList parse(String list) {
        Set<Network> networks = new LinkedHashSet<>();
        Set<String> hosts = new HashSet<>();
        Set<String> domains = new HashSet<>();
        Arrays.stream(list.split(",", -1)).map(String::strip).forEach(entry -> {
            if (ADDRESS.matcher(entry).matches()) {
                networks.add(Network.parse(entry));
            } else if (entry.startsWith(ANY_BELOW)) {
                domains.add(host(entry.substring(ANY_BELOW.length())));
            } else {
                hosts.add(host(entry));
            }
        });
        return new AllowList(networks, hosts, domains);
    }

    private static String host(String entry) {
        String host = entry.toLowerCase(Locale.ROOT);
        if (!HostName.isOne(host)) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a network such as 10.0.0.0/8, nor a host such as hooks.example.org"
                            .formatted(entry));
        }
        return host;
    }

    /** @param host in lower case */
    boolean hasHost(String host) {
        return hosts.contains(host) || domains.stream().anyMatch(domain -> host.endsWith("." + domain));
    }

    boolean has(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
