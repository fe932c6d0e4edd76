/**
 * A process's life as its surroundings see it: whether it is ready, and the management port that says so.
 *
 * <p>Used by api and workers alike; {@link dev.tilefleet.lifecycle.ManagementServer} serves {@code /livez}, {@code
 * /readyz} and {@code /metrics}.
 */
package dev.tilefleet.lifecycle;
