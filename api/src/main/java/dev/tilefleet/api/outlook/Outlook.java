package dev.tilefleet.api.outlook;

import java.time.Duration;
import java.util.Optional;

/**
 * What a waiting job has before it, as one replica sees it.
 *
 * @param position 1 for the job that waited longest; those submitted in the same millisecond share one. Workers take jobs
 *     from several partitions at once, so that a job may be taken a little before or after its turn
 * @param left until its result, by what was measured lately; empty where too little was, or the line stands still
 */
public record Outlook(int position, Optional<Duration> left) {}
