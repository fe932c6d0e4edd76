package dev.tilefleet.api.deliver;

import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Sends through the guard. */
final class OutboundPost implements Post {
    private final Outbound outbound;
    private final Clock clock;

    OutboundPost(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public Reply send(URI uri, Map<String, String> headers, String body) throws InterruptedException {
        CompletableFuture<Outbound.Answer> answer = outbound.post(
                        uri, MultiMap.caseInsensitiveMultiMap().addAll(headers), Buffer.buffer(body))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            Outbound.Answer got = answer.get();
            return new Reply.Answered(
                    got.status(), got.retryAfter().flatMap(header -> RetryAfter.parse(header, clock.instant())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException refusal) {
                return new Reply.Unanswered(refusal.problem().detail());
            }
            throw new IllegalStateException("a request fails with a problem", e.getCause());
        }
    }
}
