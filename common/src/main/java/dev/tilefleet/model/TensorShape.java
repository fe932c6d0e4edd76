package dev.tilefleet.model;

import java.util.List;

/**
 * {@code [-1, channels, height, width]} of float32: the only kind of tensor models take and give here.
 *
 * @param channels 0 in a stand-in for one that is wrong
 */
record TensorShape(int channels, int height, int width) {
    private static final List<String> ORDER = List.of("batch", "channel", "height", "width");

    /** Reads {@code shape}, {@code dim_order} and {@code data_type}. */
    static TensorShape read(Member structure) {
        structure.at("data_type").mustBe("float32");
        Member order = structure.at("dim_order");
        List<String> names = order.texts();
        if (!names.isEmpty() && !names.equals(ORDER)) {
            order.refuse("must be " + ORDER);
        }
        Member shape = structure.at("shape");
        List<Integer> sizes = shape.integers();
        if (sizes.size() == ORDER.size()
                && sizes.getFirst() == -1
                && sizes.stream().skip(1).allMatch(size -> size > 0)) {
            return new TensorShape(sizes.get(1), sizes.get(2), sizes.get(3));
        }
        if (!sizes.isEmpty()) {
            shape.refuse("is " + sizes + ", must be [-1, channels, height, width]");
        }
        return new TensorShape(0, 0, 0);
    }

    boolean isKnown() {
        return channels > 0;
    }
}
