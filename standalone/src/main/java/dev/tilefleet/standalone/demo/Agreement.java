package dev.tilefleet.standalone.demo;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How a mask agrees with labels of the same pixels: the confusion matrix and the usual numbers drawn from it. */
final class Agreement {
    /** Pixels by label, then by class of the mask. */
    private final long[][] pixels;

    private Agreement(long[][] pixels) {
        this.pixels = pixels;
    }

    /**
     * Counts.
     *
     * @param classes how many there are; labels and mask hold 0 to {@code classes - 1}
     */
    static Agreement of(byte[] labels, byte[] mask, int classes) {
        if (labels.length != mask.length || labels.length == 0) {
            throw new IllegalArgumentException("%d labels, %d pixels".formatted(labels.length, mask.length));
        }
        long[][] pixels = new long[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            pixels[Byte.toUnsignedInt(labels[i])][Byte.toUnsignedInt(mask[i])]++;
        }
        return new Agreement(pixels);
    }

    /** The part of all pixels whose class is their label. */
    double accuracy() {
        long right = 0;
        for (int value = 0; value < pixels.length; value++) {
            right += pixels[value][value];
        }
        return (double) right / total();
    }

    /** The part of the pixels with this label that the mask found; nothing if no pixel has it. */
    OptionalDouble recall(int label) {
        long labelled = Arrays.stream(pixels[label]).sum();
        return labelled == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) pixels[label][label] / labelled);
    }

    /** The part of all pixels to which the mask gives this class. */
    double share(int value) {
        return (double) Arrays.stream(pixels).mapToLong(label -> label[value]).sum() / total();
    }

    private long total() {
        return Arrays.stream(pixels).flatMapToLong(Arrays::stream).sum();
    }
}
