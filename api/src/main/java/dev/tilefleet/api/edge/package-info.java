/**
 * What every route needs: {@link dev.tilefleet.api.edge.Edge} answers, refuses, and hands blocking code over to virtual
 * threads ({@link dev.tilefleet.api.edge.StraightLine}); {@link dev.tilefleet.api.edge.QueryParameters} reads what a list is to hold.
 */
package dev.tilefleet.api.edge;
