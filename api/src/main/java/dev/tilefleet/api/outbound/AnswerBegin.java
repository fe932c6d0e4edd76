package dev.tilefleet.api.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * The first bytes of an answer whose status says all that matters: an end that is late, far away or never comes takes
 * nothing from it.
 */
final class AnswerBegin {
    private static final int MOST = 4 << 10;

    private final HttpClientResponse answer;
    private final Exchange exchange;
    private final Promise<Buffer> promise = Promise.promise();
    private final Buffer begin = Buffer.buffer();

    /** @param answer paused */
    AnswerBegin(HttpClientResponse answer, Exchange exchange) {
        this.answer = answer;
        this.exchange = exchange;
    }

    /** At most 4 KiB; the rest is not read. */
    Future<Buffer> read() {
        exchange.waiting(_ -> complete());
        answer.exceptionHandler(_ -> complete());
        answer.endHandler(_ -> complete());
        answer.handler(this::take);
        answer.resume();
        return promise.future();
    }

    private void take(Buffer buffer) {
        begin.appendBuffer(buffer, 0, Math.min(buffer.length(), MOST - begin.length()));
        if (begin.length() == MOST) {
            complete();
        }
    }

    private void complete() {
        if (promise.tryComplete(begin)) {
            exchange.abandon();
        }
    }
}
