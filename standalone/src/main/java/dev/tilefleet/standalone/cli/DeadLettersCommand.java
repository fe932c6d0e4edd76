package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Settings;
import dev.tilefleet.queue.DeadLetter;
import dev.tilefleet.queue.DeadLetters;
import dev.tilefleet.queue.DeadLettersReplay;
import dev.tilefleet.queue.KafkaConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code tilefleet dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "See Kafka records that nobody could read, and send them back to where they came from.")
final class DeadLettersCommand {
    private static final String CLIENT = "tilefleet-dead-letters";
    private static final int KEY_LENGTH = 80;

    private final Surroundings surroundings;
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    DeadLettersCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Command(
            mixinStandardHelpOptions = true,
            versionProvider = ReleaseVersion.class,
            description = "Print the newest letters: when, origin, size, key and reason.")
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "So many at most (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        if (limit < 1) {
            throw usage("--limit is a number from 1 on");
        }
        KafkaConfig kafka = kafka();
        Deque<String> newest = new ArrayDeque<>();
        Foreground.started(() -> {
            try (DeadLetters letters = new DeadLetters(kafka, CLIENT)) {
                letters.read(letter -> {
                    newest.addLast(line(letter));
                    if (newest.size() > limit) {
                        newest.removeFirst();
                    }
                });
            }
            return true;
        });
        newest.forEach(screen::line);
        return Exit.OK.code();
    }

    @Command(
            mixinStandardHelpOptions = true,
            versionProvider = ReleaseVersion.class,
            description = {
                "Send letters back to the topics they came from, after an upgrade that reads them.",
                "Nothing is deleted: letters stay until the topic's retention removes them, and a second replay",
                "sends them again. A job that was ended as failed for its letter stays failed: submit it again.",
                "A letter without a value, because the record was too large, cannot be sent.",
                "Ends with 1 if a letter asked for was not sent."
            })
    int replay(
            @Option(
                            names = "--origin",
                            paramLabel = "TOPIC-PARTITION@OFFSET",
                            converter = OriginForm.class,
                            description = "Send this one, as 'list' names it; may be repeated.")
                    List<DeadLetter.Origin> origins,
            @Option(names = "--all", description = "Send all of them.") boolean all)
            throws InterruptedException {
        if (all == (origins != null)) {
            throw usage("say which letters: either --origin, once or several times, or --all");
        }
        KafkaConfig kafka = kafka();
        Set<DeadLetter.Origin> wanted = all ? Set.of() : new HashSet<>(origins);
        Set<DeadLetter.Origin> missing = new HashSet<>(wanted);
        return Foreground.started(() -> {
            Exit[] worst = {Exit.OK};
            try (DeadLetters letters = new DeadLetters(kafka, CLIENT);
                    DeadLettersReplay replay = new DeadLettersReplay(kafka, CLIENT)) {
                letters.read(letter -> {
                    if (all || letter.origin().filter(wanted::contains).isPresent()) {
                        letter.origin().ifPresent(missing::remove);
                        worst[0] = worst[0].or(told(letter, replay.replay(letter)));
                    }
                });
            }
            missing.forEach(origin -> screen.complaint(origin + "  no such letter"));
            return (missing.isEmpty() ? worst[0] : worst[0].or(Exit.JOB_FAILED)).code();
        });
    }

    private Exit told(DeadLetter letter, DeadLettersReplay.Result result) {
        return switch (result) {
            case SENT -> {
                screen.line(origin(letter) + "  sent");
                yield Exit.OK;
            }
            case SENT_BEFORE -> Exit.OK;
            case WITHOUT_VALUE -> unsent(letter, "its value was left out, so it cannot be sent");
            case WITHOUT_ORIGIN -> unsent(letter, "does not say where it came from, so it cannot be sent");
        };
    }

    private Exit unsent(DeadLetter letter, String why) {
        screen.complaint(origin(letter) + "  " + why);
        return Exit.JOB_FAILED;
    }

    private static String line(DeadLetter letter) {
        return "%s  %s  %s  key %s  %s"
                .formatted(
                        letter.time(),
                        origin(letter),
                        letter.hasValue() ? letter.size() + " bytes" : "value left out",
                        letter.key().map(DeadLettersCommand::shortened).orElse("none"),
                        letter.reason().orElse("no reason given"));
    }

    private static String origin(DeadLetter letter) {
        return letter.origin().map(DeadLetter.Origin::toString).orElse("origin unknown");
    }

    private static String shortened(String key) {
        return key.length() <= KEY_LENGTH ? key : key.substring(0, KEY_LENGTH) + "…";
    }

    private KafkaConfig kafka() {
        Settings settings = new FleetOptions(surroundings).settings();
        KafkaConfig kafka = KafkaConfig.from(settings);
        settings.check();
        return kafka;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads what {@code list} writes. */
    static final class OriginForm implements ITypeConverter<DeadLetter.Origin> {
        @Override
        public DeadLetter.Origin convert(String text) {
            return DeadLetter.Origin.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no origin such as tilefleet.jobs.unet10-5@41"));
        }
    }
}
