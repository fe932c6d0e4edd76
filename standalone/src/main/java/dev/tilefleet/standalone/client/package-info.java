/**
 * Speaks to a fleet over HTTP as any client would.
 *
 * <p>Nothing here uses the fleet's own modules: what this package knows is the wire, and so it stays an example to copy.
 */
package dev.tilefleet.standalone.client;
