/**
 * The whole fleet in one JVM: api, workers, a real Kafka broker and a real S3 store, on the loopback interface.
 *
 * <p>{@link dev.tilefleet.standalone.Standalone} wires them. Nothing here knows how a job is run.
 */
package dev.tilefleet.standalone;
