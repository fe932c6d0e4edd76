package dev.tilefleet.api.jobs;

/**
 * Jobs in the order in which news of them came. Each stands in one such order, or in none; to join, to leave and to come
 * first takes the same time however many there are. For one thread at a time, but for {@link Entry#job}.
 */
final class NewsOrder {
    private final Entry ends = new Entry();
    private int size;

    /** One job's place. */
    static final class Entry {
        private volatile KnownJob job;
        private Entry before = this;
        private Entry after = this;
        private NewsOrder order;

        private Entry() {}

        Entry(KnownJob job) {
            this.job = job;
        }

        KnownJob job() {
            return job;
        }

        void know(KnownJob job) {
            this.job = job;
        }

        /** Out of its order, if it stands in one. */
        void leave() {
            if (order != null) {
                before.after = after;
                after.before = before;
                order.size--;
                order = null;
            }
        }
    }

    /** Puts it behind all others, wherever it stood. */
    void joinLast(Entry entry) {
        entry.leave();
        entry.order = this;
        entry.before = ends.before;
        entry.after = ends;
        ends.before.after = entry;
        ends.before = entry;
        size++;
    }

    /** The one of which nothing was heard for longest; not for an empty order. */
    Entry first() {
        return ends.after;
    }

    int size() {
        return size;
    }
}
