package dev.tilefleet.lifecycle;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a process waits for before it takes work: named conditions, each met or not for a reason said in words. */
public final class Readiness {
    private final Map<String, String> unmet = new ConcurrentHashMap<>();

    /**
     * Adds a condition, unmet until said otherwise.
     *
     * @param name such as {@code model cloud-mask}
     * @param reason why it is not met yet, such as {@code loading}
     * @throws IllegalArgumentException if another unmet condition has that name
     */
    public Condition condition(String name, String reason) {
        if (unmet.putIfAbsent(name, reason) != null) {
            throw new IllegalArgumentException("there is a condition \"" + name + "\" already");
        }
        return new Condition(name);
    }

    public boolean isReady() {
        return unmet.isEmpty();
    }

    /** Returns when every condition is met. */
    public synchronized void await() throws InterruptedException {
        while (!isReady()) {
            wait();
        }
    }

    private synchronized void changed() {
        notifyAll();
    }

    /** Unmet conditions and why, in the order of their names. */
    public Map<String, String> unmet() {
        return new TreeMap<>(unmet);
    }

    /** One condition, in the hands of the part that knows. */
    public final class Condition {
        private final String name;

        private Condition(String name) {
            this.name = name;
        }

        public void met() {
            unmet.remove(name);
            changed();
        }

        public void unmet(String reason) {
            unmet.put(name, reason);
        }
    }
}
