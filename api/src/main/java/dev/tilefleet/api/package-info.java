/**
 * The HTTP edge: takes tiles in and answers about jobs. Here is only the wiring.
 *
 * <p>{@code intake} accepts a tile, {@code jobs} knows what became of it, {@code ogc} describes the processes, {@code
 * compat} speaks as the old services did, {@code problem} says no.
 */
package dev.tilefleet.api;
