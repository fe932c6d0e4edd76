package dev.tilefleet.api.deliver;

import dev.tilefleet.api.deliver.Lanes.Sign;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.DeliveryMeters;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt at a delivery and writes down what came of it.
 *
 * <p>Order of writes, each step idempotent: request → [next timer] → report → old timer gone. Whoever dies between two
 * leaves the old timer, by which the delivery comes up again: with the same {@code webhook-id} if its report does not
 * know better, and to be tidied up if it does.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Reports reports;
    private final Register register;
    private final Messages messages;
    private final SigningSecrets secrets;
    private final Post post;
    private final OutboxCarrier outbox;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final DeliveryMeters meters;

    Courier(
            Reports reports,
            Register register,
            Messages messages,
            WebhookConfig config,
            Post post,
            OutboxCarrier outbox,
            Clock clock,
            DeliveryMeters meters) {
        this.reports = reports;
        this.register = register;
        this.messages = messages;
        this.secrets = config.secrets();
        this.post = post;
        this.outbox = outbox;
        this.schedule = config.schedule();
        this.clock = clock;
        this.meters = meters;
    }

    /** Whatever comes of it, the delivery is told or given up by its report, or has a timer. */
    Sign deliver(Timer timer) {
        try {
            Optional<Delivery> delivery = due(timer);
            return delivery.isPresent() ? attempt(timer, delivery.get()) : Sign.NONE;
        } catch (StoreUnavailableException | UnreadableDocumentException e) {
            log.atWarn()
                    .addKeyValue("jobID", timer.job())
                    .addKeyValue("deliveryID", timer.delivery())
                    .addKeyValue("reason", e.getMessage())
                    .log("delivery put off, its timer stays");
            return Sign.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sign.NONE;
        }
    }

    /** Tells that a job runs, once and without a trace. */
    Sign tell(Progress progress, URI uri, Optional<TraceParent> trace) {
        try {
            return sign(send(uri, messages.running(progress), trace));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sign.NONE;
        }
    }

    /** Gives up what has waited for so long that its receiver was never back. */
    void giveUp(Timer timer) {
        due(timer).ifPresent(delivery -> giveUp(timer, delivery, "The receiver did not answer for days."));
    }

    /** The delivery, if this timer is its timer; one that is not is removed. */
    private Optional<Delivery> due(Timer timer) {
        Optional<Delivery> delivery = reports.find(timer.job(), timer.delivery());
        Optional<Timer> right = delivery.filter(Delivery::isWaiting).map(Timer::of);
        if (right.filter(timer::equals).isPresent()) {
            return delivery;
        }
        right.ifPresent(reports::set);
        reports.remove(timer);
        return Optional.empty();
    }

    private Sign attempt(Timer timer, Delivery delivery) throws InterruptedException {
        Optional<Outcome> outcome = register.find(delivery.jobID());
        if (outcome.isEmpty()) {
            giveUp(timer, delivery, "How the job ended is not in the store any more.");
            return Sign.NONE;
        }
        Reply reply = outbox.isFor(delivery)
                ? counted(outbox.carry(delivery, outcome.get()))
                : send(delivery.uri(), messages.ended(delivery, outcome.get()), delivery.traceparent());
        record(timer, delivery, reply);
        return sign(reply);
    }

    private Reply send(URI uri, Message message, Optional<TraceParent> trace) throws InterruptedException {
        Map<String, String> headers = message.headers(secrets, clock.instant());
        trace.ifPresent(known -> headers.put(TraceParent.HEADER, known.value()));
        return counted(post.send(uri, headers, message.body()));
    }

    private Reply counted(Reply reply) {
        meters.attempted(
                switch (reply) {
                    case Reply.Answered(int status, var _) ->
                        isSuccess(status) ? DeliveryMeters.Attempt.ACCEPTED : DeliveryMeters.Attempt.REFUSED;
                    case Reply.Unanswered _ -> DeliveryMeters.Attempt.UNANSWERED;
                });
        return reply;
    }

    private void record(Timer timer, Delivery delivery, Reply reply) {
        Instant now = clock.instant();
        Delivery.Attempt attempt = switch (reply) {
            case Reply.Answered(int status, var _) -> new Delivery.Attempt(now, Optional.of(status), Optional.empty());
            case Reply.Unanswered(String problem) -> new Delivery.Attempt(now, Optional.empty(), Optional.of(problem));
        };
        if (reply instanceof Reply.Answered(int status, var _) && isSuccess(status)) {
            end(timer, delivery.delivered(attempt));
            return;
        }
        Optional<Instant> next = next(delivery, reply, now);
        if (isTold(delivery)) {
            reports.remove(timer);
        } else if (next.isEmpty()) {
            end(timer, delivery.givenUp(attempt));
        } else {
            postpone(timer, delivery.failed(attempt, next.get()));
        }
    }

    private Optional<Instant> next(Delivery delivery, Reply reply, Instant now) {
        int failures = delivery.failures() + 1;
        return switch (reply) {
            case Reply.Answered(int status, var _) when status == GONE -> Optional.empty();
            case Reply.Answered(int _, var retryAfter) ->
                schedule.next(failures, now, retryAfter, RandomGenerator.getDefault());
            case Reply.Unanswered _ -> schedule.next(failures, now, Optional.empty(), RandomGenerator.getDefault());
        };
    }

    /** Whether another replica, which had it at the same time after a rebalance, got it through. */
    private boolean isTold(Delivery delivery) {
        return reports.find(delivery.jobID(), delivery.deliveryID())
                .filter(standing -> standing.status() == Delivery.Status.DELIVERED)
                .isPresent();
    }

    private void postpone(Timer timer, Delivery failed) {
        Timer next = Timer.of(failed);
        reports.set(next);
        reports.write(failed);
        if (!next.equals(timer)) {
            reports.remove(timer);
        }
    }

    private void giveUp(Timer timer, Delivery delivery, String reason) {
        end(timer, delivery.abandoned(new Delivery.Attempt(clock.instant(), Optional.empty(), Optional.of(reason))));
    }

    private void end(Timer timer, Delivery ended) {
        reports.write(ended);
        reports.remove(timer);
        if (ended.status() == Delivery.Status.DELIVERED) {
            meters.delivered();
        } else {
            meters.givenUp();
            log.atWarn()
                    .addKeyValue("jobID", ended.jobID())
                    .addKeyValue("deliveryID", ended.deliveryID())
                    .addKeyValue("attempts", ended.attempts())
                    .log("callback given up");
        }
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    /** A receiver that says that it cannot is as good as away. */
    private static Sign sign(Reply reply) {
        return switch (reply) {
            case Reply.Answered(int status, var _) ->
                status >= 500 || status == TOO_MANY_REQUESTS ? Sign.UNANSWERED : Sign.ANSWERED;
            case Reply.Unanswered _ -> Sign.UNANSWERED;
        };
    }
}
