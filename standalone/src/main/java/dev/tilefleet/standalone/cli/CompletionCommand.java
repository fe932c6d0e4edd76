package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tilefleet completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Print a script that completes commands and options, for bash and zsh.",
        footerHeading = "%nTo use it in this shell, or from ~/.bashrc or ~/.zshrc on in every one:%n",
        footer = "  source <(tilefleet completion)")
final class CompletionCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Spec
    private CommandSpec spec;

    /** @param out not a screen: a script's lines are meant as they are */
    CompletionCommand(PrintWriter out) {
        this.out = requireNonNull(out, "out");
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        out.print(AutoComplete.bash(root.name(), root.commandLine()));
        out.flush();
        return Exit.OK.code();
    }
}
