package dev.tilefleet.api.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Looks a host's addresses up. */
@FunctionalInterface
interface Resolver {
    /** All of them, or a failure where there is none. */
    Future<List<InetAddress>> resolve(String host);

    /**
     * As Vert.x does by itself: {@code /etc/hosts}, then the name servers of {@code /etc/resolv.conf}. No thread waits:
     * a name whose server answers slowly holds nobody up, and such a name is easily made.
     */
    static Resolver of(Vertx vertx) {
        return host -> {
            Promise<List<InetSocketAddress>> promise = Promise.promise();
            ((VertxInternal) vertx).nameResolver().resolveAll(host, promise::handle);
            return promise.future()
                    .map(found ->
                            found.stream().map(InetSocketAddress::getAddress).toList());
        };
    }
}
