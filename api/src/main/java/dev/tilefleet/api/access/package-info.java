/**
 * Who may do what: {@link dev.tilefleet.api.access.AccessGate} finds out who sends a request before anything else is done
 * with it, and notes the {@link dev.tilefleet.api.access.Caller}. What somebody's jobs are is decided where they are
 * found.
 */
package dev.tilefleet.api.access;
