package dev.tilefleet.api.outbound;

import dev.tilefleet.job.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL taken apart, once: what is checked and what is sent come from here, so that no second parser can see another host
 * in it.
 *
 * @param host as it goes into the header {@code Host} and is what a certificate must be for; in lower case
 * @param address where the host is one
 * @param path path and query, as the request line has them
 */
record Target(boolean tls, String host, Optional<InetAddress> address, int port, String path) {
    private static final int LONGEST = 8192;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /** The one spelling of an IPv4 address: parts with leading zeros are octal to some programs. */
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** @throws ProblemException {@code url-not-allowed} if it is not a plain HTTP URL in its one spelling */
    static Target of(URI uri) {
        boolean tls = tls(uri.getScheme());
        if (uri.toString().length() > LONGEST) {
            throw Refusals.malformed("The URL is longer than %d characters.".formatted(LONGEST));
        }
        if (uri.getRawAuthority() == null) {
            throw Refusals.malformed("The URL names no host.");
        }
        if (uri.getRawAuthority().contains("@")) {
            throw Refusals.malformed("The URL carries credentials, which are not sent.");
        }
        if (uri.getHost() == null) {
            throw Refusals.malformed(
                    "The URL's host is not one: names are written in ASCII (xn-- for others), addresses as 192.0.2.1 or [2001:db8::1].");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new Target(tls, host, address(host), port, path(uri));
    }

    private static boolean tls(String scheme) {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> false;
            default -> throw Refusals.malformed("The URL does not begin with https:// or http://.");
        };
    }

    private static Optional<InetAddress> address(String host) {
        if (host.startsWith("[")) {
            return Optional.of(literal(host.substring(1, host.length() - 1)));
        }
        if (DOTTED.matcher(host).matches()) {
            return Optional.of(literal(host));
        }
        if (!HostName.isOne(host)) {
            throw Refusals.malformed(
                    "The URL's host is not in its usual spelling: a name has no dot at its end, an address four decimal numbers.");
        }
        return Optional.empty();
    }

    private static InetAddress literal(String address) {
        if (address.contains("%")) {
            throw Refusals.malformed("The URL's address has a zone, which means nothing to another machine.");
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("The URL's host is not an address.");
        }
    }

    private static String path(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }
}
