/** Who may do what: {@link dev.tilefleet.api.access.Caller} is whoever sends a request. */
package dev.tilefleet.api.access;
