package dev.tilefleet.api.outbound;

import java.util.regex.Pattern;

/**
 * A name that DNS is asked for, and nothing that any program could take for an address: its last label is no number,
 * which is how the WHATWG URL standard tells {@code 0x7f.1} and {@code 2130706433} from names.
 */
final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private HostName() {}

    /** @param host in lower case */
    static boolean isOne(String host) {
        return host.length() <= LONGEST
                && NAME.matcher(host).matches()
                && !NUMBER_AT_END.matcher(host).matches();
    }
}
