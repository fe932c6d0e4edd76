package dev.tilefleet.store;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the rules of a {@link Retention} on the bucket, beside those that others have put there: the store then removes
 * what is old, and no process of ours has to list it.
 *
 * <p>S3 has no condition on this write: a rule that another tool sets between reading and writing is lost, so nothing
 * but a person's command calls this.
 */
public final class BucketLifecycle {
    private final S3TileStore store;

    public BucketLifecycle(S3TileStore store) {
        this.store = requireNonNull(store, "store");
    }

    /** What became of the rules. */
    public sealed interface Result {
        /**
         * They stand, or would.
         *
         * @param others rules of others, all left as they were
         * @param earlier sentences about rules of others that remove objects before ours do
         */
        record Applied(int others, List<String> earlier) implements Result {
            public Applied {
                earlier = List.copyOf(earlier);
            }
        }

        /** The store has no lifecycle rules. */
        record Unsupported(String answer) implements Result {}

        /**
         * Nothing was changed, for rules of others would remove decisions early, and so let ended jobs run again.
         *
         * @param reasons a sentence a rule
         */
        record Conflicting(List<String> reasons) implements Result {
            public Conflicting {
                reasons = List.copyOf(reasons);
            }
        }

        /** The store took the rules and does not have them. */
        record Dropped() implements Result {}
    }

    /**
     * Says what {@link #apply} would do, without doing it.
     *
     * @throws StoreUnavailableException if the store does not answer, or refuses for another reason
     */
    public Result plan(Retention retention) {
        return judged(retention, false);
    }

    /**
     * Replaces the rules of ours on the bucket by these.
     *
     * @throws StoreUnavailableException if the store does not answer, or refuses for another reason
     */
    public Result apply(Retention retention) {
        return judged(retention, true);
    }

    private Result judged(Retention retention, boolean write) {
        try {
            LifecycleDocument standing = read();
            List<String> grave = new ArrayList<>();
            List<String> earlier = new ArrayList<>();
            for (OtherRule other : standing.others()) {
                for (Retention.Rule ours : retention.rules()) {
                    if (other.hastens(ours)) {
                        (Retention.isDecision(ours) ? grave : earlier).add(sentence(other, ours));
                    }
                }
            }
            if (!grave.isEmpty()) {
                return new Result.Conflicting(grave);
            }
            if (write && !written(standing, retention.rules())) {
                return new Result.Dropped();
            }
            return new Result.Applied(standing.others().size(), earlier);
        } catch (S3FailureException e) {
            return new Result.Unsupported(e.failure().toString());
        }
    }

    private boolean written(LifecycleDocument standing, List<Retention.Rule> rules) throws S3FailureException {
        standing.replaceOurs(rules);
        send("set the lifecycle rules, which needs s3:PutLifecycleConfiguration", () -> {
            store.bucket().setLifecycle(standing.xml());
            return true;
        });
        return read().holds(rules);
    }

    private LifecycleDocument read() throws S3FailureException {
        Optional<String> xml = send(
                "read the lifecycle rules, which needs s3:GetLifecycleConfiguration",
                () -> store.bucket().lifecycle());
        try {
            return xml.map(LifecycleDocument::parse).orElseGet(LifecycleDocument::empty);
        } catch (IllegalArgumentException e) {
            throw store.diagnosis().of("read the lifecycle rules", new S3Failure.Garbled(e.getMessage()));
        }
    }

    /** What is thrown on means that the store knows no such request. */
    private <T> T send(String operation, S3TileStore.Request<T> request) throws S3FailureException {
        try {
            return request.send();
        } catch (S3FailureException e) {
            if (isUnknown(e.failure())) {
                throw e;
            }
            throw store.diagnosis().of(operation, e.failure());
        }
    }

    private static boolean isUnknown(S3Failure failure) {
        return failure instanceof S3Failure.Refused(int status, String code, String _)
                && (status == 501 || status == 405 || code.equals("NotImplemented") || code.equals("MethodNotAllowed"));
    }

    private static String sentence(OtherRule other, Retention.Rule ours) {
        return "rule \"%s\" of the bucket removes objects under %s after %d days, Tilefleet keeps them %d"
                .formatted(other.id(), ours.prefix(), other.days().orElseThrow(), ours.days());
    }
}
