/**
 * The two durable systems inside this JVM, for a fleet of one machine: {@link
 * dev.tilefleet.standalone.embedded.EmbeddedStore} is an S3 store on a directory, {@code EmbeddedBroker} a Kafka broker
 * on another.
 *
 * <p>Both listen on the loopback interface only and keep what they were given when the process is killed. The parts of
 * the fleet reach them through the same clients, and so by the same guarantees, as they reach real ones.
 */
package dev.tilefleet.standalone.embedded;
