package dev.tilefleet.model;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code item.json} into a {@link ModelDescription}; what is wrong with it goes to the root {@link Member}. */
final class ItemReader {
    private static final String EXTENSION = "https://stac-extensions.github.io/mlm/v1.5";
    private static final Pattern PARAMETER = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,62}");
    /** Multihash in hexadecimal: code 0x12 (SHA2-256), length 0x20, digest. */
    private static final Pattern CHECKSUM = Pattern.compile("1220([0-9a-f]{64})");

    private final Path folder;
    private final ProcessID process;
    private final Member item;

    /** @param folder of the item; its name is the process */
    ItemReader(Path folder, ProcessID process, Member item) {
        this.folder = folder;
        this.process = process;
        this.item = item;
    }

    /** The description, or nothing if anything is wrong. */
    Optional<ModelDescription> read() {
        item.at("type").mustBe("Feature");
        item.at("id").mustBe(process.value());
        readExtensions();
        Member properties = item.at("properties").object();
        String title = properties.at("title").text();
        String description = properties.at("description").text();
        String version = properties.at("version").text();
        Member model = modelAsset();
        model.at("mlm:artifact_type").mustBe("torch.jit.save");
        Path artifact = artifact(model.at("href"));
        Optional<Sha256> digest = digest(model.at("file:checksum"));
        List<ProcessParameter> parameters = parameters(properties.at("tilefleet:parameters"));
        Optional<ModelInput> input = new InputReader(properties).read();
        OutputReader output = new OutputReader(properties);
        Optional<PostProcessing> postProcessing = output.readPostProcessing();
        List<ModelDescription.MaskClass> classes = output.readClasses();
        output.checkShape(input);
        return item.make(() -> new ModelDescription(
                process,
                title,
                description,
                version,
                artifact,
                digest.orElseThrow(),
                input.orElseThrow(),
                postProcessing.orElseThrow(),
                classes,
                parameters));
    }

    private void readExtensions() {
        Member extensions = item.at("stac_extensions");
        List<String> declared = extensions.texts();
        if (!declared.isEmpty() && declared.stream().noneMatch(uri -> uri.startsWith(EXTENSION))) {
            extensions.refuse("names no Machine Learning Model extension 1.5 (" + EXTENSION + ".x/schema.json)");
        }
    }

    private Member modelAsset() {
        Member assets = item.at("assets").object();
        List<Member> models = assets.entries().stream()
                .map(entry -> entry.getValue().object())
                .filter(asset -> asset.at("roles").isPresent())
                .filter(asset -> asset.at("roles").texts().contains("mlm:model"))
                .toList();
        if (models.size() == 1) {
            return models.getFirst();
        }
        assets.refuse(models.size() + " assets have the role mlm:model, one must have it");
        return assets.silent();
    }

    private Path artifact(Member href) {
        Path artifact = folder.resolve(href.text()).normalize();
        if (!artifact.startsWith(folder.normalize())) {
            href.refuse("must name a file in the item's folder");
        }
        return artifact;
    }

    private static Optional<Sha256> digest(Member checksum) {
        String text = checksum.text();
        Matcher matcher = CHECKSUM.matcher(text);
        if (matcher.matches()) {
            return Optional.of(new Sha256(matcher.group(1)));
        }
        if (!text.isEmpty()) {
            checksum.refuse("must be a SHA-256 multihash: 1220 and 64 lower-case hexadecimal digits");
        }
        return Optional.empty();
    }

    private static List<ProcessParameter> parameters(Member all) {
        if (!all.isPresent()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        return all.elements().stream()
                .map(Member::object)
                .map(parameter -> parameter(parameter, names))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ProcessParameter> parameter(Member member, Set<String> names) {
        String name = member.at("name").text();
        String title = member.at("title").text();
        String description = member.at("description").text();
        double fallback = member.at("default").number();
        double minimum = member.at("minimum").number();
        double maximum = member.at("maximum").number();
        if (!name.isEmpty() && !PARAMETER.matcher(name).matches()) {
            member.at("name").refuse("must match " + PARAMETER);
        }
        if (!name.isEmpty() && !names.add(name)) {
            member.at("name").refuse("is there twice");
        }
        if (member.at("default").isNumber() && (fallback < minimum || fallback > maximum)) {
            member.at("default").refuse("must be within minimum and maximum");
        }
        return member.make(() -> new ProcessParameter(name, title, description, fallback, minimum, maximum));
    }
}
