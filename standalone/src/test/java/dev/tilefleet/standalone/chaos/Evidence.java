package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is found of a fleet after a run, once it had time to come to rest.
 *
 * @param dismissals jobs that somebody wanted dismissed
 * @param overdue jobs whose time was to run out
 * @param told terminal statuses that apis gave while it ran
 * @param keys of all objects in the store
 * @param outcomes as they stand in the store
 * @param ends records on the outcomes topic
 * @param answers of each api about each promised job
 * @param masks the winning results of successful jobs, as they stand in the store
 * @param lag records behind the committed offset, for each partition of the jobs topic
 * @param deaths processes that nobody here killed
 */
record Evidence(
        List<Promise> promises,
        Set<JobID> dismissals,
        Set<JobID> overdue,
        Map<JobID, Set<String>> told,
        Set<String> keys,
        Map<JobID, Outcome> outcomes,
        List<End> ends,
        Map<JobID, List<Answer>> answers,
        Map<JobID, Mask> masks,
        Map<Integer, Long> lag,
        List<String> deaths) {

    /** A record on the outcomes topic that tells an end. */
    record End(int partition, long offset, Instant at, Outcome outcome) {}

    /**
     * What an api says of a job.
     *
     * @param status of the statusInfo; empty where it gives none
     */
    record Answer(String api, int code, String status) {}

    /** The object that an outcome names, or what is there instead. */
    record Mask(boolean isThere, boolean isRight) {
        static final Mask ABSENT = new Mask(false, false);
    }
}
