package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import dev.tilefleet.standalone.processes.TinyTile;
import java.time.Instant;

/**
 * A {@code 201} that a client has read: from now on this job must end.
 *
 * @param by the api that gave it
 */
record Promise(JobID job, TinyTile tile, String by, Instant at) {}
