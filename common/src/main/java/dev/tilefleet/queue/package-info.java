/**
 * What flows: the Kafka topics of the design's section 2, their records and their creation.
 *
 * <p>{@link dev.tilefleet.queue.FleetLog} appends records, {@link dev.tilefleet.queue.FleetRecords} reads them back,
 * {@link dev.tilefleet.queue.Topics} names the topics and {@link dev.tilefleet.queue.TopicAdmin} creates them.
 */
package dev.tilefleet.queue;
