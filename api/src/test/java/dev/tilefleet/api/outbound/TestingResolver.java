package dev.tilefleet.api.outbound;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Name servers that say what they are told to, another thing each time if need be; the last thing for ever. */
final class TestingResolver implements Resolver {
    private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();
    private int asked;

    /** What the next question for this host is answered; later calls tell of later questions. */
    TestingResolver with(String host, String... addresses) {
        answers.computeIfAbsent(host, _ -> new ArrayDeque<>())
                .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    int asked() {
        return asked;
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        asked++;
        Deque<List<InetAddress>> left = answers.get(host);
        if (left == null) {
            return Future.failedFuture(new UnknownHostException(host));
        }
        return Future.succeededFuture(left.size() > 1 ? left.poll() : left.peek());
    }
}
