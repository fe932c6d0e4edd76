package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Settings;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import picocli.CommandLine.Command;

/** {@code tilefleet topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Make the Kafka topics of the fleet; nothing else ever makes them.")
final class TopicsCommand {
    private final Surroundings surroundings;
    private final Screen screen;

    TopicsCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Command(
            mixinStandardHelpOptions = true,
            versionProvider = ReleaseVersion.class,
            description = "Make those topics that are not there yet, one for each model among them.")
    int apply() throws InterruptedException {
        Settings settings = new FleetOptions(surroundings).settings();
        KafkaConfig kafka = KafkaConfig.from(settings);
        ModelsConfig models = ModelsConfig.from(settings);
        settings.check();
        Foreground.started(() -> {
            try (TopicAdmin topics = new TopicAdmin(kafka)) {
                topics.apply(models.catalog().models().stream()
                        .map(ModelDescription::process)
                        .toList());
            }
            return true;
        });
        screen.line("topics are there");
        return Exit.OK.code();
    }
}
