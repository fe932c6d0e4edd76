/**
 * A job, its end, and the JSON documents in which both travel and are kept.
 *
 * <p>{@link dev.tilefleet.job.Job} is what was asked, {@link dev.tilefleet.job.Outcome} how it ended, {@link
 * dev.tilefleet.job.Tombstone} that it is removed, {@link dev.tilefleet.job.Delivery} who was told of it; {@link dev.tilefleet.job.Documents} turns them into bytes and back.
 * Nothing here does I/O.
 */
package dev.tilefleet.job;
