package dev.tilefleet.queue;

import dev.tilefleet.job.ProcessID;
import java.util.regex.Pattern;

/**
 * Names of topics and consumer groups.
 *
 * @param prefix what they begin with
 */
public record Topics(String prefix) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public Topics {
        if (!FORM.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not a topic prefix (" + FORM + "): " + prefix);
        }
    }

    /** The queue of one process. */
    public String jobs(ProcessID process) {
        return jobs() + process;
    }

    /** Whether this is the queue of some process. */
    public boolean isJobs(String topic) {
        return topic.startsWith(jobs());
    }

    private String jobs() {
        return prefix + ".jobs.";
    }

    /** How jobs ended. */
    public String outcomes() {
        return prefix + ".outcomes";
    }

    /** Hints that a worker began with a job. */
    public String progress() {
        return prefix + ".progress";
    }

    /** Hints of the store that objects were written, as MinIO sends them. */
    public String bucketEvents() {
        return prefix + ".bucket-events";
    }

    /** Records nobody could read. */
    public String deadLetters() {
        return prefix + ".dead-letters";
    }

    /** The consumer group of those who tell callbacks of ends. */
    public String deliveries() {
        return prefix + ".deliveries";
    }

    /** The consumer group of those who hear of dropped files. */
    public String inbox() {
        return prefix + ".inbox";
    }

    /** The consumer group of one process's workers; autoscalers look at its lag. */
    public String workers(ProcessID process) {
        return prefix + ".workers." + process;
    }
}
