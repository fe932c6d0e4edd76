/**
 * One tile's way through the worker: {@link dev.tilefleet.worker.journey.Journey} calls the stages in their order and
 * says who acts when one fails.
 */
package dev.tilefleet.worker.journey;
