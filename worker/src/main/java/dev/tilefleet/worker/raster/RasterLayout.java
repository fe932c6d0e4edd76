package dev.tilefleet.worker.raster;

/**
 * How an open file says its pixels lie.
 *
 * @param blockWidth of a tile or strip as stored: GDAL reads no less
 * @param pixelInterleaved whether one block holds all bands
 */
record RasterLayout(
        int width,
        int height,
        int bandCount,
        SampleType sampleType,
        int blockWidth,
        int blockHeight,
        boolean pixelInterleaved) {

    /** One block, uncompressed. */
    long blockBytes() {
        long bands = pixelInterleaved ? bandCount : 1;
        return bands * blockWidth * blockHeight * sampleType.bytes();
    }

    /** All blocks of all bands, uncompressed. */
    long storedBytes() {
        long blocks = (long) Math.ceilDiv(width, blockWidth) * Math.ceilDiv(height, blockHeight);
        return blocks * blockBytes() * (pixelInterleaved ? 1 : bandCount);
    }
}
