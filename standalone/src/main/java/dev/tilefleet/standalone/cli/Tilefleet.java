package dev.tilefleet.standalone.cli;

import dev.tilefleet.standalone.client.FleetClient;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry: puts the commands together, and is the one place that sees the process it runs in. */
@Command(
        name = "tilefleet",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "GeoTIFF in, NumPy mask out: talks to a fleet, or is one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the fleet refused, or a job failed, was dismissed or did not end in time",
            "2:wrong usage, or a file that cannot be read or written",
            "3:no fleet answered",
            "130, 143:ended by SIGINT or SIGTERM with work in hand, which is not lost"
        },
        footerHeading = "%nCommands of the launcher script only:%n",
        footer = {
            "  build    Build everything.",
            "  doctor   Check what this machine has and what it lacks.",
            "  test     Run the tests.",
            "",
            "'tilefleet COMMAND --help' explains a command. TILEFLEET_SERVER names the fleet to talk to, TILEFLEET_API_KEY opens it."
        })
public final class Tilefleet {
    private Tilefleet() {}

    /** Runs one command and ends the process with its {@link Exit} code. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // the one main
    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("tilefleet.home", "")),
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                watched(),
                InstantSource.system(),
                FleetClient::of);
        System.exit(commandLine(surroundings).execute(arguments));
    }

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has no console behind a pipe, whatever JDK 22 had
    private static boolean watched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static CommandLine commandLine(Surroundings surroundings) {
        Screen screen = new Screen(surroundings.out(), surroundings.err(), surroundings.terminal());
        return new CommandLine(new Tilefleet())
                .addSubcommand(new UpCommand(surroundings, screen))
                .addSubcommand(new ApiCommand(surroundings, screen))
                .addSubcommand(new WorkerCommand(surroundings, screen))
                .addSubcommand(new TopicsCommand(surroundings, screen))
                .addSubcommand(new StoreCommand(surroundings, screen))
                .addSubcommand(new ReconcileCommand(surroundings, screen))
                .addSubcommand(new DeadLettersCommand(surroundings, screen))
                .addSubcommand(new KeysCommand(surroundings, screen))
                .addSubcommand(new SubmitCommand(surroundings, screen))
                .addSubcommand(new DropCommand(surroundings, screen))
                .addSubcommand(new StatusCommand(surroundings, screen))
                .addSubcommand(new WatchCommand(surroundings, screen))
                .addSubcommand(new ResultsCommand(surroundings, screen))
                .addSubcommand(new DismissCommand(surroundings, screen))
                .addSubcommand(new DeliveriesCommand(surroundings, screen))
                .addSubcommand(new DemoCommand(surroundings, screen))
                .addSubcommand(new CropCommand(surroundings, screen))
                .addSubcommand(new CompletionCommand(surroundings.out()))
                // What follows reaches only the commands added before it.
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setDefaultValueProvider(new EnvironmentDefaults(surroundings.environment()))
                .setParameterExceptionHandler(Complaints::wrongUsage)
                .setExecutionExceptionHandler(new Complaints(screen));
    }
}
