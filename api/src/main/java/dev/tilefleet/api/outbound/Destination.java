package dev.tilefleet.api.outbound;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A target with the addresses that were found good. They alone are connected to; the name is not looked up again.
 *
 * @param addresses one at least
 */
record Destination(Target target, List<InetAddress> addresses) {
    Destination {
        addresses = List.copyOf(addresses);
    }

    /** A request to one of the addresses; {@code Host}, server name indication and certificate are the URL's host's. */
    RequestOptions request(HttpMethod method, int address, Duration connectTimeout) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(
                        SocketAddress.inetSocketAddress(new InetSocketAddress(addresses.get(address), target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(connectTimeout.toMillis());
    }
}
