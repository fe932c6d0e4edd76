/**
 * Pixels out of GeoTIFFs, and a picture of what came of them: GDAL's C functions called through Java's Foreign Function
 * &amp; Memory API straight in {@code libgdal}.
 *
 * <p>{@link dev.tilefleet.worker.raster.Gdal} loads the library and opens a {@link dev.tilefleet.worker.raster.Raster};
 * {@link dev.tilefleet.worker.raster.Cropper} cuts tiles out of a large file; {@link
 * dev.tilefleet.worker.raster.SideBySide} draws a tile beside its mask.
 *
 * <p>Tiles are untrusted. Only the GTiff driver exists in the process, so that a file cannot name other files or URLs;
 * the input has a random name in GDAL's memory file system; nothing beside a file is looked at; its fields are
 * measured before open; size, band count, sample type, block size and what all blocks unpack to are checked after open
 * and before any pixel is read.
 */
package dev.tilefleet.worker.raster;
