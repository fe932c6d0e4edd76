package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.access.ApiKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tilefleet keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Make API keys for a fleet with TILEFLEET_ACCESS=keys.")
final class KeysCommand {
    private final Surroundings surroundings;
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    KeysCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.screen = requireNonNull(screen, "screen");
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            versionProvider = ReleaseVersion.class,
            description = {
                "Make a key: print it, this once, and the line to be added to the file that TILEFLEET_API_KEYS",
                "names. The line does not tell the key. Every api replica reads the file again when it changes.",
                "To replace a key, add another of the same owner, and remove the old line when the new one is in use."
            })
    int make(
            @Option(
                            names = "--owner",
                            required = true,
                            paramLabel = "NAME",
                            description = "Whose key it is: who alone sees the jobs that are submitted with it.")
                    String owner,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            converter = TimeSpan.class,
                            description = "After how long it is worth nothing, such as 90d. Else it does not expire.")
                    Duration expires) {
        Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKey key = ApiKey.random(new SecureRandom());
        String entry = entry(key, owner, now, Optional.ofNullable(expires).map(now::plus));
        screen.line("key, shown this once:");
        screen.line(key.text().reveal());
        screen.line("line for the file that TILEFLEET_API_KEYS names:");
        screen.line(entry);
        return Exit.OK.code();
    }

    private String entry(ApiKey key, String owner, Instant now, Optional<Instant> expires) {
        try {
            return key.entry(owner, now, expires);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.subcommands().get("new"), "--owner: " + e.getMessage(), e);
        }
    }
}
