/** The old services' addresses, answered as they did. */
package dev.tilefleet.api.compat;
