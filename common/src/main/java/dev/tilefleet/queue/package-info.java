/**
 * What flows: the Kafka topics of the design's section 2, their records and their creation.
 *
 * <p>{@link dev.tilefleet.queue.FleetLog} appends records, {@link dev.tilefleet.queue.FleetRecords} reads them back,
 * {@link dev.tilefleet.queue.Topics} names the topics and {@link dev.tilefleet.queue.TopicAdmin} creates them.
 * {@link dev.tilefleet.queue.Rejoining} keeps members out of a group that gives out no partitions.
 */
package dev.tilefleet.queue;
