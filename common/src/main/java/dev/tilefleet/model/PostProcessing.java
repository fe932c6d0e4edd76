package dev.tilefleet.model;

/** How a model's output becomes one class a pixel. */
public sealed interface PostProcessing {

    /** Output {@code [N, 1, H, W]}: 1 where it is greater than the threshold, else 0. */
    record Threshold(float threshold) implements PostProcessing {}

    /** Output {@code [N, classes, H, W]}: the index of the greatest logit, the lowest index of equals. */
    record ArgMax() implements PostProcessing {}
}
