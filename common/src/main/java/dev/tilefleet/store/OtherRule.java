package dev.tilefleet.store;

import java.util.OptionalInt;

/**
 * A lifecycle rule that somebody else set on the bucket.
 *
 * @param prefix of the keys it is for; empty means all
 * @param days after which it removes them, nothing if it never does; zero stands for a date
 * @param reaches whether it may be for objects of ours: enabled, and not only for tagged ones, as none of ours is
 */
record OtherRule(String id, String prefix, OptionalInt days, boolean reaches) {

    /** Whether it removes objects before this rule of ours would. */
    boolean hastens(Retention.Rule ours) {
        return reaches
                && days.isPresent()
                && days.getAsInt() < ours.days()
                && (prefix.startsWith(ours.prefix()) || ours.prefix().startsWith(prefix));
    }
}
