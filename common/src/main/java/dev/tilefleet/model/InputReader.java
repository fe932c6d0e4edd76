package dev.tilefleet.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code mlm:input[0]}: bands, shape, band selection and scaling. */
final class InputReader {
    private final Member properties;
    private final Member input;
    private final List<String> bands;

    InputReader(Member properties) {
        this.properties = properties;
        this.input = properties.at("mlm:input").only();
        this.bands = input.at("bands").texts();
    }

    /** What the model takes, or nothing if anything is wrong. */
    Optional<ModelInput> read() {
        List<ModelInput.Band> described = describedBands();
        TensorShape shape = TensorShape.read(input.at("input").object());
        if (shape.isKnown() && !bands.isEmpty() && shape.channels() != bands.size()) {
            input.at("input")
                    .at("shape")
                    .refuse("has %d channels, but the model has %d bands".formatted(shape.channels(), bands.size()));
        }
        Optional<BandSelection> selection = selection(input.at("tilefleet:band_selection"));
        Optional<Scaling> scaling = scaling(input.at("tilefleet:scaling"));
        return input.make(() -> new ModelInput(
                described, selection.orElseThrow(), shape.height(), shape.width(), scaling.orElseThrow()));
    }

    /** The model's bands as the item's {@code bands} describe them. */
    private List<ModelInput.Band> describedBands() {
        Map<String, ModelInput.Band> described = properties.at("bands").elements().stream()
                .map(Member::object)
                .map(band -> new ModelInput.Band(band.at("name").text(), commonName(band.at("eo:common_name"))))
                .collect(Collectors.toMap(ModelInput.Band::name, Function.identity(), (first, second) -> first));
        for (Member band : input.at("bands").elements()) {
            if (!described.isEmpty() && !described.containsKey(band.text())) {
                band.refuse("is \"" + band.text() + "\", which properties.bands does not describe");
            }
        }
        return bands.stream().filter(described::containsKey).map(described::get).toList();
    }

    private static String commonName(Member member) {
        return member.isPresent() ? member.text() : "";
    }

    private Optional<BandSelection> selection(Member member) {
        Member rule = member.object().at("rule");
        return switch (rule.text()) {
            case "first" -> member.make(BandSelection.First::new);
            case "by-name" -> byName(member);
            case "" -> Optional.empty();
            default -> unknown(rule, "first", "by-name");
        };
    }

    private Optional<BandSelection> byName(Member member) {
        Map<Integer, List<Integer>> positions = new HashMap<>();
        for (Map.Entry<String, Member> entry : member.at("positions").entries()) {
            Member at = entry.getValue();
            List<Integer> ofTile = at.integers();
            int tileBands = entry.getKey().matches("[1-9]\\d{0,4}") ? Integer.parseInt(entry.getKey()) : 0;
            if (tileBands == 0) {
                at.refuse("the name must be a number of bands");
            } else if (ofTile.size() != bands.size()
                    || ofTile.stream().distinct().count() != ofTile.size()
                    || ofTile.stream().anyMatch(position -> position < 1 || position > tileBands)) {
                at.refuse("must be %d different positions between 1 and %d".formatted(bands.size(), tileBands));
            }
            positions.put(tileBands, ofTile);
        }
        return member.make(() -> new BandSelection.ByName(positions));
    }

    private Optional<Scaling> scaling(Member member) {
        Member type = member.object().at("type");
        return switch (type.text()) {
            case "percentile-90-clip" -> member.make(Scaling.Percentile90Clip::new);
            case "reflectance-z-score" -> zScore(member);
            case "" -> Optional.empty();
            default -> unknown(type, "percentile-90-clip", "reflectance-z-score");
        };
    }

    private Optional<Scaling> zScore(Member member) {
        float quantification = positive(member.at("quantification"));
        Member all = input.at("value_scaling");
        List<Member> scalings = all.elements().stream().map(Member::object).toList();
        scalings.forEach(scaling -> scaling.at("type").mustBe("z-score"));
        List<Float> mean = scalings.stream()
                .map(scaling -> (float) scaling.at("mean").number())
                .toList();
        List<Float> std =
                scalings.stream().map(scaling -> positive(scaling.at("stddev"))).toList();
        if (!scalings.isEmpty() && scalings.size() != bands.size()) {
            all.refuse("has %d elements, but the model has %d bands".formatted(scalings.size(), bands.size()));
        }
        return member.make(() -> new Scaling.ReflectanceZScore(quantification, mean, std));
    }

    private static float positive(Member member) {
        float number = (float) member.number();
        if (member.isNumber() && !(number > 0)) {
            member.refuse("must be greater than 0");
        }
        return number;
    }

    private static <T> Optional<T> unknown(Member member, String one, String other) {
        member.refuse("is \"%s\", must be \"%s\" or \"%s\"".formatted(member.text(), one, other));
        return Optional.empty();
    }
}
