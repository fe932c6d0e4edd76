package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.config.Settings;
import dev.tilefleet.store.BucketLifecycle;
import dev.tilefleet.store.BucketLifecycle.Result;
import dev.tilefleet.store.Retention;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tilefleet store}. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Set up the fleet's bucket.")
final class StoreCommand {
    private final Surroundings surroundings;
    private final Screen screen;

    StoreCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Command(
            mixinStandardHelpOptions = true,
            versionProvider = ReleaseVersion.class,
            description = {
                "Make the bucket, and set lifecycle rules on it by which the store removes",
                "what is older than TILEFLEET_RETENTION says. Rules of others stay as they are.",
                "To be run again after that setting has changed, and not while another tool",
                "changes rules of this bucket. Ends with 1 and changes nothing if the store has",
                "no such rules, or a rule of others would remove outcomes too early."
            })
    int apply(@Option(names = "--dry-run", description = "Say what would be done; change nothing.") boolean dryRun)
            throws InterruptedException {
        Settings settings = new FleetOptions(surroundings).settings();
        StoreConfig config = StoreConfig.from(settings);
        Retention retention = Retention.from(settings, settings.duration(ApiConfig.JOB_EXPIRY));
        settings.check();
        Result result = Foreground.started(() -> {
            try (S3TileStore store = new S3TileStore(config)) {
                BucketLifecycle lifecycle = new BucketLifecycle(store);
                if (dryRun) {
                    return lifecycle.plan(retention);
                }
                store.ensureBucket();
                return lifecycle.apply(retention);
            }
        });
        retention
                .rules()
                .forEach(rule -> screen.line(
                        "%-12s %3d %s".formatted(rule.prefix(), rule.days(), rule.days() == 1 ? "day" : "days")));
        return told(result, dryRun).code();
    }

    private Exit told(Result result, boolean dryRun) {
        return switch (result) {
            case Result.Applied(int others, var earlier) -> {
                earlier.forEach(screen::complaint);
                screen.line("lifecycle rules %s; rules of others, left as they are: %d"
                        .formatted(dryRun ? "would be set" : "are set", others));
                yield Exit.OK;
            }
            case Result.Conflicting(var reasons) -> {
                reasons.forEach(screen::complaint);
                yield unset("change those rules, or set a shorter " + Retention.RETENTION.variable());
            }
            case Result.Unsupported(String answer) ->
                unset("this store has none (%s). docs/operations.md says what to run instead".formatted(answer));
            case Result.Dropped() ->
                unset("the store took them, and does not have them. docs/operations.md says what to run instead");
        };
    }

    private Exit unset(String why) {
        screen.complaint("no lifecycle rules were set: " + why);
        return Exit.JOB_FAILED;
    }
}
