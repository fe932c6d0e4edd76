/**
 * The way out of the bucket drop: {@link dev.tilefleet.api.outbox.Outbox} lays the result of a dropped file, or what is
 * wrong with it, beside the others of its process, under the names that {@link dev.tilefleet.api.outbox.DropName} makes of
 * its own.
 *
 * <p>Nothing here is remembered or tried again: that is what deliveries and sweeps are for. So every step may be repeated.
 */
package dev.tilefleet.api.outbox;
