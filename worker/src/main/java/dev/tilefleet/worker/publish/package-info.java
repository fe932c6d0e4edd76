/** The end of a journey: {@link dev.tilefleet.worker.publish.OutcomePublisher} decides it at the register and tells it. */
package dev.tilefleet.worker.publish;
