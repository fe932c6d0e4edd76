package dev.tilefleet.standalone.demo;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tilefleet.model.ModelDescription.MaskClass;
import dev.tilefleet.npy.Npy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** What a downloaded mask must be, whatever is on the tile. */
record MaskCheck(int height, int width, Set<Integer> values) {
    MaskCheck {
        values = Set.copyOf(values);
    }

    static MaskCheck of(int height, int width, List<MaskClass> classes) {
        return new MaskCheck(
                height, width, classes.stream().map(MaskClass::value).collect(toUnmodifiableSet()));
    }

    /**
     * The mask's pixels, row after row.
     *
     * @param file an {@code .npy} file
     * @throws DemoFailedException if it is no {@code uint8} array of the size, or a pixel has no class of the model's
     */
    byte[] pixels(byte[] file) {
        Npy mask;
        try {
            mask = Npy.read(ByteBuffer.wrap(file));
        } catch (IllegalArgumentException e) {
            throw new DemoFailedException("The mask is wrong. " + e.getMessage(), e);
        }
        if (mask.height() != height || mask.width() != width) {
            throw new DemoFailedException("The mask is wrong: its shape is (%d, %d), not (%d, %d)."
                    .formatted(mask.height(), mask.width(), height, width));
        }
        byte[] pixels = mask.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int value = Byte.toUnsignedInt(pixels[i]);
            if (!values.contains(value)) {
                throw new DemoFailedException(
                        "The mask is wrong: row %d, column %d is %d, which is no class of the model."
                                .formatted(i / width, i % width, value));
            }
        }
        return pixels;
    }
}
