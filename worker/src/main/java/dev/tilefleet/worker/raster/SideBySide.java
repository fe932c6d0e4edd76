package dev.tilefleet.worker.raster;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.ModelDescription.MaskClass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture for the eye: the tile in true colour, a thin gap, the mask in its classes' colours. */
public final class SideBySide {
    private static final int GAP = 8;
    /** Neither of clouds nor of land: a mask's clouds may be white. */
    private static final int GREY = 0x808890;

    private final int[] colors = new int[256];

    /** @param classes a value that none of them has is black */
    public SideBySide(List<MaskClass> classes) {
        classes.forEach(
                mask -> colors[mask.value()] = Integer.parseInt(mask.color().replaceFirst("^#", ""), 16));
    }

    /**
     * Writes the picture as PNG.
     *
     * @param tile the GeoTIFF's bytes
     * @param mask one class a pixel, row after row
     * @param width of tile and mask
     * @param height of tile and mask
     * @param png stays open
     * @throws ProblemException when the tile cannot be read or is of another size
     */
    public void write(Gdal gdal, MemorySegment tile, byte[] mask, int width, int height, OutputStream png)
            throws IOException {
        if (mask.length != width * height) {
            throw new IllegalArgumentException("the mask has %d pixels".formatted(mask.length));
        }
        BufferedImage picture = new BufferedImage(2 * width + GAP, height, BufferedImage.TYPE_INT_RGB);
        try (Raster raster = gdal.open(tile, width, height)) {
            picture.setRGB(0, 0, width, height, TrueColor.of(raster), 0, width);
        }
        int[] gap = new int[GAP * height];
        Arrays.fill(gap, GREY);
        picture.setRGB(width, 0, GAP, height, gap, 0, GAP);
        picture.setRGB(width + GAP, 0, width, height, colored(mask), 0, width);
        try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(picture, "png", image);
        }
    }

    private int[] colored(byte[] mask) {
        int[] rgb = new int[mask.length];
        for (int i = 0; i < mask.length; i++) {
            rgb[i] = colors[Byte.toUnsignedInt(mask[i])];
        }
        return rgb;
    }
}
