package dev.tilefleet.model;

import dev.tilefleet.model.ModelDescription.MaskClass;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** {@code mlm:output[0]}: shape, post-processing and classes, which must fit each other. */
final class OutputReader {
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-_]+");
    private static final Pattern COLOR = Pattern.compile("[0-9A-Fa-f]{6}");

    private final Member output;
    private final TensorShape shape;
    private final Member classes;

    OutputReader(Member properties) {
        this.output = properties.at("mlm:output").only();
        this.shape = TensorShape.read(output.at("result").object());
        this.classes = output.at("classification:classes");
    }

    /** How the output becomes classes, or nothing if anything is wrong. */
    Optional<PostProcessing> readPostProcessing() {
        Member member = output.at("tilefleet:post_processing").object();
        Member type = member.at("type");
        return switch (type.text()) {
            case "threshold" -> threshold(member);
            case "argmax" -> {
                channelsMustBe(count());
                yield member.make(PostProcessing.ArgMax::new);
            }
            case "" -> Optional.empty();
            default -> {
                type.refuse("is \"" + type.text() + "\", must be \"threshold\" or \"argmax\"");
                yield Optional.empty();
            }
        };
    }

    private Optional<PostProcessing> threshold(Member member) {
        float threshold = (float) member.at("threshold").number();
        channelsMustBe(1);
        if (count() != 0 && count() != 2) {
            classes.refuse("has " + count() + " classes, but a threshold makes two");
        }
        return member.make(() -> new PostProcessing.Threshold(threshold));
    }

    private int count() {
        return classes.elements().size();
    }

    /** The mask's classes: 0, 1, 2 and so on, in this order. */
    List<MaskClass> readClasses() {
        List<Member> all = classes.elements().stream().map(Member::object).toList();
        List<MaskClass> read = all.stream().map(OutputReader::maskClass).toList();
        List<Integer> values = read.stream().map(MaskClass::value).toList();
        if (classes.isPresent()
                && !values.equals(IntStream.range(0, values.size()).boxed().toList())) {
            classes.refuse("have the values " + values + ", must have 0, 1 and so on in this order");
        }
        return read;
    }

    /** The mask must be as large as the tile. */
    void checkShape(Optional<ModelInput> input) {
        if (shape.isKnown()
                && input.isPresent()
                && (shape.height() != input.get().height()
                        || shape.width() != input.get().width())) {
            output.at("result")
                    .at("shape")
                    .refuse("is not as high and wide as the input, %dx%d"
                            .formatted(input.get().height(), input.get().width()));
        }
    }

    private void channelsMustBe(int count) {
        if (shape.isKnown() && count != 0 && shape.channels() != count) {
            output.at("result").at("shape").refuse("has %d channels, must have %d".formatted(shape.channels(), count));
        }
    }

    private static MaskClass maskClass(Member member) {
        return new MaskClass(
                member.at("value").integer(),
                matching(member.at("name"), NAME),
                member.at("description").text(),
                matching(member.at("color_hint"), COLOR));
    }

    private static String matching(Member member, Pattern form) {
        String text = member.text();
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            member.refuse("must match " + form);
        }
        return text;
    }
}
