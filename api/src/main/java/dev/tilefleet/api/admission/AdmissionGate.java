package dev.tilefleet.api.admission;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Stands before all routes, behind the {@link dev.tilefleet.api.access.AccessGate}, and refuses what is too much: with
 * {@code 429} what is of one client, with {@code 503} what is of all together. Paths that are open to all are not
 * counted; they cost nothing.
 */
public final class AdmissionGate implements Handler<RoutingContext> {
    private final AdmissionPolicy policy;
    private final ProblemAnswer problems;
    private final ProcessID oldServices;

    /**
     * Lets through what this replica takes.
     *
     * @param openJobs how many of an owner's jobs have not ended
     * @param oldServices the process that the old services' addresses run
     */
    public AdmissionGate(
            AdmissionConfig config,
            QueueDepth queue,
            ToIntFunction<Caller> openJobs,
            ProcessID oldServices,
            ProblemAnswer problems) {
        this.policy = new AdmissionPolicy(config, queue, openJobs);
        this.oldServices = oldServices;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Caller> caller = Caller.noted(context);
        if (caller.isEmpty()) {
            context.next();
            return;
        }
        switch (judge(context, caller.get())) {
            case Admission.Granted() -> context.next();
            case Admission.Refused refused -> refuse(context, refused);
        }
    }

    private Admission judge(RoutingContext context, Caller caller) {
        Admission request = policy.request(client(context, caller), System.nanoTime());
        Optional<IncomingTile> tile =
                IncomingTile.of(context.request().method(), context.normalizedPath(), oldServices);
        if (request instanceof Admission.Refused || tile.isEmpty()) {
            return request;
        }
        Admission another = policy.job(caller);
        if (another instanceof Admission.Refused) {
            return another;
        }
        Admission queued = tile.get().process().map(policy::submission).orElseGet(Admission.Granted::new);
        return queued instanceof Admission.Refused ? queued : upload(context);
    }

    private Admission upload(RoutingContext context) {
        Optional<UploadSlots.Slot> slot = policy.upload();
        if (slot.isEmpty()) {
            return AdmissionPolicy.noSlot();
        }
        UploadSlot.note(context, slot.get());
        return new Admission.Granted();
    }

    private static String client(RoutingContext context, Caller caller) {
        return caller.equals(Caller.EVERYBODY)
                ? ClientAddress.of(context.request().remoteAddress().hostAddress())
                : caller.owner();
    }

    private void refuse(RoutingContext context, Admission.Refused refused) {
        context.response().putHeader("Retry-After", Long.toString(wholeSeconds(refused.patience())));
        problems.send(context, refused.problem());
    }

    /** Never less than it takes, and never nothing. */
    private static long wholeSeconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }
}
