package dev.tilefleet.worker.raster;

import static dev.tilefleet.job.ProblemType.BLOCKS_TOO_LARGE;
import static dev.tilefleet.job.ProblemType.WRONG_SIZE;

import dev.tilefleet.job.ProblemException;

/**
 * What a tile may be before any of its pixels is read. A file of a kilobyte can declare blocks of gigabytes, and GDAL
 * allocates a block whole.
 *
 * @param width a tile has exactly this many columns
 * @param height and this many rows
 */
record TileLimits(int width, int height) {
    private static final int MAX_BANDS = 1024;
    private static final int MAX_BLOCK_SIDE = 2048;
    private static final long MAX_BLOCK_BYTES = 128L << 20;

    /** A block of zeros compresses to a thousandth, and all blocks may be the same bytes: time follows from this alone. */
    private static final long MAX_STORED_BYTES = 512L << 20;

    void check(RasterLayout layout) {
        check(new DeclaredSize(layout.width(), layout.height()));
        if (layout.bandCount() > MAX_BANDS) {
            throw new ProblemException(
                    BLOCKS_TOO_LARGE,
                    "The tile has %d bands; at most %d are read. Send only the bands the process needs."
                            .formatted(layout.bandCount(), MAX_BANDS));
        }
        if (layout.blockWidth() > MAX_BLOCK_SIDE
                || layout.blockHeight() > MAX_BLOCK_SIDE
                || layout.blockBytes() > MAX_BLOCK_BYTES) {
            throw new ProblemException(
                    BLOCKS_TOO_LARGE,
                    "The tile's blocks are %d x %d pixels, %d bytes each uncompressed; at most %d x %d and %d bytes are read. Write it again with smaller blocks, for example: gdal_translate -co TILED=YES."
                            .formatted(
                                    layout.blockWidth(),
                                    layout.blockHeight(),
                                    layout.blockBytes(),
                                    MAX_BLOCK_SIDE,
                                    MAX_BLOCK_SIDE,
                                    MAX_BLOCK_BYTES));
        }
        if (layout.storedBytes() > MAX_STORED_BYTES) {
            throw new ProblemException(
                    BLOCKS_TOO_LARGE,
                    "The tile's blocks are %d bytes together, all bands, uncompressed; at most %d are read. Send only the bands the process needs, in blocks that do not reach far over the tile's edge."
                            .formatted(layout.storedBytes(), MAX_STORED_BYTES));
        }
    }

    void check(DeclaredSize size) {
        if (size.width() != width || size.height() != height) {
            throw new ProblemException(
                    WRONG_SIZE,
                    "The tile is %d x %d pixels (width x height); this process takes %d x %d. Cut tiles of that size out of it with: tilefleet crop."
                            .formatted(size.width(), size.height(), width, height));
        }
    }
}
