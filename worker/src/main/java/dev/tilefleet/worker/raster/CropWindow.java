package dev.tilefleet.worker.raster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A square of a raster.
 *
 * @param x columns left of it
 * @param y rows above it
 * @param side columns and rows in it
 */
public record CropWindow(int x, int y, int side) {
    public CropWindow {
        if (x < 0 || y < 0 || side < 1) {
            throw new IllegalArgumentException("a window begins inside the raster and has a pixel at least");
        }
    }

    /**
     * The fewest windows that cover a raster, row by row. All of them are full: where the side does not divide the
     * raster's, the last window is shifted inwards and overlaps its neighbour. None, if the raster is smaller than one.
     */
    static List<CropWindow> covering(int width, int height, int side) {
        if (width < side || height < side) {
            return List.of();
        }
        return starts(height, side)
                .boxed()
                .flatMap(y -> starts(width, side).mapToObj(x -> new CropWindow(x, y, side)))
                .toList();
    }

    private static IntStream starts(int length, int side) {
        return IntStream.range(0, Math.ceilDiv(length, side)).map(i -> (int) Math.min((long) i * side, length - side));
    }

    boolean liesWithin(int width, int height) {
        return x <= width - side && y <= height - side;
    }
}
