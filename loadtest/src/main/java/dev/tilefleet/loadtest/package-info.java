/**
 * Load from outside: scenarios that speak HTTP to a running fleet and use nothing of its code.
 *
 * <p>Empty until there is something to compare with; the module holds the place and the rule.
 */
package dev.tilefleet.loadtest;
