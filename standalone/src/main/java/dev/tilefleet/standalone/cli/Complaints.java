package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.standalone.StartFailedException;
import dev.tilefleet.standalone.client.FleetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line or two what went wrong; a stack trace is for faults of this program only. */
final class Complaints implements IExecutionExceptionHandler {
    private final Screen screen;

    Complaints(Screen screen) {
        this.screen = requireNonNull(screen, "screen");
    }

    /** A command line that cannot be understood, with the place where to read about it. */
    static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        return switch (e) {
            case FleetException fleet -> told(fleet).code();
            case IOException file -> {
                screen.complaint(reason(file));
                yield Exit.USAGE.code();
            }
            case InvalidConfigurationException wrong -> unable(wrong);
            case StartFailedException start -> unable(start);
            default -> throw e;
        };
    }

    private int unable(RuntimeException e) {
        e.getMessage().lines().forEach(screen::complaint);
        return Exit.USAGE.code();
    }

    private Exit told(FleetException e) {
        screen.complaint(e.getMessage());
        return switch (e) {
            case FleetException.Refused _ -> Exit.JOB_FAILED;
            case FleetException.Denied _ -> {
                screen.complaint(EnvironmentDefaults.API_KEY + " or " + ServerOption.API_KEY + " gives the key.");
                yield Exit.JOB_FAILED;
            }
            case FleetException.Unreachable _ -> {
                screen.complaint("Is a fleet up there? " + ServerOption.NAME + " or " + EnvironmentDefaults.SERVER
                        + " names another.");
                yield Exit.UNREACHABLE;
            }
        };
    }

    /** The JDK's file exceptions often say only the file's name. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException file -> file.getFile() + ": no such file or folder";
            case AccessDeniedException file -> file.getFile() + ": permission denied";
            case FileAlreadyExistsException file -> file.getFile() + ": exists already";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
