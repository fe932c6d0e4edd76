package dev.tilefleet.api.follow;

import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One caller who waits for one job's end: for news of it, which any thread brings, and now and then for a look, in case
 * that news were missed. All else happens on one event loop.
 */
final class Wait implements Consumer<KnownJob> {
    private final EventLoop loop;
    private final Supplier<Future<KnownJob>> look;
    private final Promise<KnownJob> end;
    private final boolean canAskAgain;
    private Duration left;
    private long timer;

    /**
     * Does nothing yet.
     *
     * @param look gives all that is known of the job, and fails if there is none, or none any more
     * @param canAskAgain whether the caller can get the end elsewhere, too
     */
    Wait(EventLoop loop, Supplier<Future<KnownJob>> look, Duration patience, boolean canAskAgain) {
        this.loop = loop;
        this.look = look;
        this.left = patience;
        this.canAskAgain = canAskAgain;
        this.end = loop.promise();
    }

    Future<KnownJob> end() {
        return end.future();
    }

    boolean canAskAgain() {
        return canAskAgain;
    }

    void begin() {
        end().onComplete(_ -> loop.callOff(timer));
        seen().onSuccess(this::decide).onFailure(end::tryFail);
    }

    @Override
    public void accept(KnownJob news) {
        if (news.isOver()) {
            // Everybody hears of it who listens; the look says what it means, and whether it is for this caller.
            losePatience();
        }
    }

    void hangUp() {
        end.tryFail(new HungUpException());
    }

    /** The answer is due. By any thread. */
    void losePatience() {
        look.get().onSuccess(end::tryComplete).onFailure(end::tryFail);
    }

    private Future<KnownJob> seen() {
        Promise<KnownJob> seen = loop.promise();
        look.get().onComplete(seen);
        return seen.future();
    }

    private void decide(KnownJob job) {
        if (job.isOver() || !left.isPositive()) {
            end.tryComplete(job);
        } else {
            goOn();
        }
    }

    private void goOn() {
        if (end().isComplete()) {
            return;
        }
        Duration step = left.compareTo(JobFinder.SILENCE) < 0 ? left : JobFinder.SILENCE;
        timer = loop.after(step, () -> {
            left = left.minus(step);
            seen().onSuccess(this::decide).onFailure(this::consider);
        });
    }

    private void consider(Throwable failure) {
        if (failure instanceof ProblemException || !left.isPositive()) {
            end.tryFail(failure);
        } else {
            goOn();
        }
    }
}
