package dev.tilefleet.api.outbound;

import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a user's URL is called, and where that leads.
 *
 * <p>A host with one address that is not allowed is refused, whatever its other addresses are: nobody has such a host but
 * who tries to get past this.
 */
final class Guard {
    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final OutboundConfig config;
    private final Resolver resolver;

    Guard(OutboundConfig config, Resolver resolver) {
        this.config = config;
        this.resolver = resolver;
    }

    /** Where the URL leads; fails with {@link ProblemException} {@code url-not-allowed}. */
    Future<Destination> admit(URI uri) {
        Target target;
        try {
            target = Target.of(uri);
        } catch (ProblemException e) {
            return Future.failedFuture(e);
        }
        if (!config.ports().contains(target.port())) {
            return Future.failedFuture(Refusals.port(target.port()));
        }
        return addresses(target).compose(addresses -> judge(target, addresses));
    }

    private Future<List<InetAddress>> addresses(Target target) {
        return target.address()
                .map(address -> Future.succeededFuture(List.of(address)))
                .orElseGet(() -> resolver.resolve(target.host())
                        .map(Guard::plain)
                        .recover(failure -> refuse(target, "not found: " + failure.getMessage())));
    }

    /** Without names, which nobody shall look up again, and without zones. */
    private static List<InetAddress> plain(List<InetAddress> addresses) {
        List<InetAddress> plain = new ArrayList<>();
        for (InetAddress address : addresses) {
            try {
                plain.add(InetAddress.getByAddress(address.getAddress()));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
        return plain;
    }

    private Future<Destination> judge(Target target, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return refuse(target, "no address");
        }
        boolean opened =
                config.allow().hasHost(target.host()) || addresses.stream().allMatch(this::isOpened);
        if (opened) {
            return Future.succeededFuture(new Destination(target, addresses));
        }
        if (!config.http() && !target.tls()) {
            return refuse(target, "plain HTTP");
        }
        return addresses.stream()
                .filter(address -> !isOpened(address) && !PublicInternet.contains(address))
                .findFirst()
                .map(address -> this.<Destination>refuse(target, "not public: " + address.getHostAddress()))
                .orElseGet(() -> Future.succeededFuture(new Destination(target, addresses)));
    }

    private boolean isOpened(InetAddress address) {
        return config.allow().has(address) || config.allow().has(PublicInternet.judged(address));
    }

    /** In words that depend on the URL alone, not on what was found behind it. */
    private <T> Future<T> refuse(Target target, String reason) {
        log.atInfo()
                .addKeyValue("host", target.host())
                .addKeyValue("reason", reason)
                .log("URL of a user refused");
        return Future.failedFuture(
                config.http() || target.tls() ? Refusals.host(target.host()) : Refusals.plainHttp(target.host()));
    }
}
