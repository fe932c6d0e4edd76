package dev.tilefleet.api.outbound;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * Where URLs of users may lead.
 *
 * <p>The defaults are made for an installation that nobody has thought about: the public internet, by TLS, on the ports
 * that web servers have. TLS is more than secrecy here: a name that suddenly leads to another machine leads to one without
 * its certificate. What an operator puts on the allow-list is his own network, where plain HTTP is usual, so it is allowed
 * there without a second setting.
 *
 * @param http whether plain HTTP is for the public internet, too
 * @param connectTimeout for each address of a host
 * @param downloadTimeout for a whole download, from looking its host up to its last byte; shorter than the time after
 *     which the api's server gives a silent connection up
 * @param postTimeout for a whole POST, its answer among it
 */
public record OutboundConfig(
        AllowList allow,
        boolean http,
        Ports ports,
        Duration connectTimeout,
        Duration downloadTimeout,
        Duration postTimeout) {

    public static final Setting OUTBOUND_ALLOW = new Setting(
            "OUTBOUND_ALLOW",
            "",
            "Networks (`10.0.0.0/8`), addresses and hosts (`hooks.example.org`, `*.example.org`), separated by commas, that URLs of users may lead to though they are not public; by plain HTTP too");
    public static final Setting OUTBOUND_HTTP = new Setting(
            "OUTBOUND_HTTP",
            "false",
            "Whether URLs of users may lead to public hosts by plain HTTP, not only by HTTPS");
    public static final Setting OUTBOUND_PORTS = new Setting(
            "OUTBOUND_PORTS",
            "80,443,8080,8443",
            "Ports that URLs of users may name, separated by commas; `8000-8999` is a range");
    public static final Setting OUTBOUND_CONNECT_TIMEOUT = new Setting(
            "OUTBOUND_CONNECT_TIMEOUT", "5s", "Time to wait for a connection to an address of a user's URL");
    public static final Setting OUTBOUND_DOWNLOAD_TIMEOUT =
            new Setting("OUTBOUND_DOWNLOAD_TIMEOUT", "60s", "Time for the whole download of a tile from a user's URL");
    public static final Setting OUTBOUND_POST_TIMEOUT =
            new Setting("OUTBOUND_POST_TIMEOUT", "20s", "Time for a POST to a user's URL and its answer");

    public static final List<Setting> SETTINGS = List.of(
            OUTBOUND_ALLOW,
            OUTBOUND_HTTP,
            OUTBOUND_PORTS,
            OUTBOUND_CONNECT_TIMEOUT,
            OUTBOUND_DOWNLOAD_TIMEOUT,
            OUTBOUND_POST_TIMEOUT);

    public OutboundConfig {
        requireNonNull(allow, "allow");
        requireNonNull(ports, "ports");
        requirePositive(OUTBOUND_CONNECT_TIMEOUT, connectTimeout);
        requirePositive(OUTBOUND_DOWNLOAD_TIMEOUT, downloadTimeout);
        requirePositive(OUTBOUND_POST_TIMEOUT, postTimeout);
    }

    public static OutboundConfig from(Settings settings) {
        AllowList allow = settings.optional(OUTBOUND_ALLOW, AllowList::parse).orElse(AllowList.NOTHING);
        boolean http = settings.flag(OUTBOUND_HTTP);
        Ports ports = settings.optional(OUTBOUND_PORTS, Ports::parse).orElseThrow();
        Duration connect = settings.duration(OUTBOUND_CONNECT_TIMEOUT);
        Duration download = settings.duration(OUTBOUND_DOWNLOAD_TIMEOUT);
        Duration post = settings.duration(OUTBOUND_POST_TIMEOUT);
        Duration some = Duration.ofSeconds(1);
        return settings.checked(
                () -> new OutboundConfig(allow, http, ports, connect, download, post),
                () -> new OutboundConfig(allow, http, ports, some, some, some));
    }

    private static void requirePositive(Setting setting, Duration time) {
        // Timers count in milliseconds.
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(setting.variable() + " must be 1ms at least");
        }
    }
}
