/**
 * Off the queue: {@link dev.tilefleet.worker.dequeue.JobConsumer} polls one process's topic and never blocks, {@link
 * dev.tilefleet.worker.dequeue.OffsetLedger} knows which offsets may be committed.
 */
package dev.tilefleet.worker.dequeue;
