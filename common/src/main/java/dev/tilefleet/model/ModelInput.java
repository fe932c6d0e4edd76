package dev.tilefleet.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model takes: {@code [N, bands, height, width]} float32.
 *
 * @param bands in the order of the tensor
 * @param height in pixels
 * @param width in pixels
 */
public record ModelInput(List<Band> bands, BandSelection selection, int height, int width, Scaling scaling) {
    public ModelInput {
        bands = List.copyOf(bands);
        requireNonNull(selection, "selection");
        requireNonNull(scaling, "scaling");
        if (bands.isEmpty() || height < 1 || width < 1) {
            throw new IllegalArgumentException("a model takes at least one band of one pixel");
        }
    }

    /**
     * One input band.
     *
     * @param name as in the STAC {@code bands} of the item, for Sentinel-2 {@code B02}
     * @param commonName STAC's {@code eo:common_name} such as {@code blue}, or empty
     */
    public record Band(String name, String commonName) {}
}
