package dev.tilefleet.api.deliver;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receivers of callbacks, which answer as they are told to. */
final class TestingReceiver implements Post {
    /** What one of them got. */
    record Got(URI uri, Map<String, String> headers, String body) {}

    private static final Reply OK = new Reply.Answered(200, Optional.empty());

    final List<Got> got = new ArrayList<>();
    private final Map<String, Reply> replies = new HashMap<>();
    private Runnable onRequest = () -> {};

    @Override
    public synchronized Reply send(URI uri, Map<String, String> headers, String body) {
        got.add(new Got(uri, headers, body));
        onRequest.run();
        return replies.getOrDefault(uri.getHost(), OK);
    }

    /** The host answers so from now on. */
    synchronized void answer(String host, Reply reply) {
        replies.put(host, reply);
    }

    void answer(String host, int status) {
        answer(host, new Reply.Answered(status, Optional.empty()));
    }

    void isAway(String host) {
        answer(host, new Reply.Unanswered("away"));
    }

    /** It answers 200 again. */
    synchronized void isBack(String host) {
        replies.remove(host);
    }

    /** Does so while a request is under way. */
    synchronized void onRequest(Runnable deed) {
        onRequest = deed;
    }

    synchronized List<String> ids() {
        return got.stream().map(one -> one.headers().get("webhook-id")).toList();
    }

    synchronized long count(String host) {
        return got.stream().filter(one -> one.uri().getHost().equals(host)).count();
    }
}
