/**
 * From a tile's bytes to the float32 tensor its model takes: which bands, in which order, scaled how.
 *
 * <p>{@link dev.tilefleet.worker.decode.TileDecoder} does it all; the arithmetic is pure and repeats numpy's to the last
 * bit, because the models were trained behind numpy.
 */
package dev.tilefleet.worker.decode;
