/**
 * The old services' addresses, answered as they did: {@link dev.tilefleet.api.compat.CompatRoutes} takes a tile, {@code
 * Errand} sends it through the queue like any other job and waits, and the mask comes back as a pickle, as floats in a
 * {@code .npy}, or as shares.
 */
package dev.tilefleet.api.compat;
