package dev.tilefleet.api.access;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who may use this fleet.
 *
 * @param keys the file with the keys' entries; there where access is by keys
 * @param allowAnybody whether no access control is meant even where others than this machine's users can come
 */
public record AccessConfig(Access access, Optional<Path> keys, boolean allowAnybody) {
    public static final Setting ACCESS = new Setting(
            "ACCESS", "none", "none (whoever reaches the port is the owner of all jobs) or keys (API keys, API_KEYS)");
    public static final Setting API_KEYS =
            new Setting("API_KEYS", "", "File with an entry for each API key, read again when it changes");
    public static final Setting ALLOW_ANYBODY = new Setting(
            "ALLOW_ANYBODY", "false", "true lets an api with ACCESS=none listen on addresses other than loopback");

    public static final List<Setting> SETTINGS = List.of(ACCESS, API_KEYS, ALLOW_ANYBODY);

    /** Of whoever can reach the loopback address. */
    public static final AccessConfig NONE = new AccessConfig(Access.NONE, Optional.empty(), false);

    public AccessConfig {
        requireNonNull(access, "access");
        requireNonNull(keys, "keys");
        boolean byKeys = access == Access.KEYS;
        if (byKeys != keys.isPresent()) {
            throw new IllegalArgumentException(
                    byKeys
                            ? "%s=keys needs %s: the file that holds an entry for each key, as 'tilefleet keys new' prints it"
                                    .formatted(ACCESS.variable(), API_KEYS.variable())
                            : "%s is set, but %s=none looks at no key: set it to keys, or leave the file out"
                                    .formatted(API_KEYS.variable(), ACCESS.variable()));
        }
    }

    public static AccessConfig from(Settings settings) {
        Access access = settings.choice(ACCESS, Access.class);
        Optional<Path> keys = settings.optional(API_KEYS, Path::of);
        boolean allowAnybody = settings.flag(ALLOW_ANYBODY);
        return settings.checked(() -> new AccessConfig(access, keys, allowAnybody), () -> NONE);
    }

    /**
     * Makes sure that nobody opens a fleet to a network by mistake.
     *
     * @param host what the api is to listen on
     * @throws IllegalArgumentException that says what to do, if others than this machine's users could come in
     */
    public void requireFitFor(String host) {
        if (access == Access.NONE && !allowAnybody && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "the api is to listen on %s, where anybody who reaches it could use the fleet. Set %s=keys and %s,"
                                    .formatted(host, ACCESS.variable(), API_KEYS.variable())
                            + " or listen on 127.0.0.1 only, or set %s=true if that is what you want"
                                    .formatted(ALLOW_ANYBODY.variable()));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
