/**
 * A worker: takes jobs off the queue and turns tiles into masks.
 *
 * <p>A package is a stage of a tile's journey: {@code dequeue} → {@code fetch} → {@code decode} (with GDAL in {@code
 * raster}) → {@code infer} → {@code encode} → {@code publish}; {@code journey} leads one tile through them. Here is only
 * the wiring.
 */
package dev.tilefleet.worker;
