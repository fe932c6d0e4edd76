package dev.tilefleet.api.follow;

import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One client who hears of one job, by Server-Sent Events (WHATWG HTML, section 9.2): each state once, with the job's
 * statusInfo; while it waits also each change of its outlook, as seen every heartbeat; and nothing after its end. All but
 * {@link #accept} happens on one event loop.
 */
final class EventStream implements Consumer<KnownJob> {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final String COMMENT = ":\n\n";

    private final EventLoop loop;
    private final WriteStream<Buffer> client;
    private final Supplier<Future<KnownJob>> look;
    private final Function<KnownJob, JsonObject> info;
    private final Promise<Void> end;
    private Optional<StateID> shown;
    private JsonObject last = new JsonObject();
    private long timer;

    /**
     * Tells what is after a state.
     *
     * @param look gives all that is known of the job, and fails if there is none, or none any more
     * @param seen the state that the client knows already
     */
    EventStream(
            EventLoop loop,
            WriteStream<Buffer> client,
            Supplier<Future<KnownJob>> look,
            Function<KnownJob, JsonObject> info,
            Optional<StateID> seen) {
        this.loop = loop;
        this.client = client;
        this.look = look;
        this.info = info;
        this.shown = seen;
        this.end = loop.promise();
    }

    /** When nothing more is told. */
    Future<Void> end() {
        return end.future();
    }

    /** @param retry how long a client whose connection breaks waits before it asks again */
    void begin(Duration retry) {
        end().onComplete(_ -> {
            loop.callOff(timer);
            client.end();
        });
        write("retry: " + retry.toMillis() + "\n\n");
        // First, for it is called off by what is seen.
        timer = loop.after(HEARTBEAT, this::beat);
        seen().onSuccess(this::show).onFailure(this::consider);
    }

    @Override
    public void accept(KnownJob news) {
        loop.run(() -> show(news));
    }

    /** Nothing more is told. By any thread. */
    void close() {
        end.tryComplete();
    }

    private void beat() {
        if (client.writeQueueFull()) {
            // Connected, but reading nothing for long.
            close();
            return;
        }
        timer = loop.after(HEARTBEAT, this::beat);
        seen().onSuccess(this::showAgain).onFailure(this::consider);
    }

    private Future<KnownJob> seen() {
        Promise<KnownJob> seen = loop.promise();
        look.get().onComplete(seen);
        return seen.future();
    }

    private boolean show(KnownJob job) {
        StateID state = StateID.of(job);
        if (end().isComplete() || (shown.isPresent() && !state.isAfter(shown.get()))) {
            return false;
        }
        tell(state, info.apply(job));
        if (job.isOver()) {
            close();
        }
        return true;
    }

    /** What has changed though the state has not, or else a comment, which keeps the connection. */
    private void showAgain(KnownJob job) {
        if (show(job) || end().isComplete()) {
            return;
        }
        JsonObject now = info.apply(job);
        if (shown.equals(Optional.of(StateID.of(job))) && !now.equals(last)) {
            tell(shown.get(), now);
        } else {
            write(COMMENT);
        }
    }

    private void tell(StateID state, JsonObject document) {
        shown = Optional.of(state);
        last = document;
        write("id: %s\ndata: %s\n\n".formatted(state, document.encode()));
    }

    /** A job that is gone tells nothing more; a store that is away for a while ends nothing. */
    private void consider(Throwable failure) {
        if (failure instanceof ProblemException) {
            close();
        } else if (!end().isComplete()) {
            write(COMMENT);
        }
    }

    private void write(String text) {
        client.write(Buffer.buffer(text));
    }
}
