/**
 * The command line, {@link dev.tilefleet.standalone.cli.Tilefleet}.
 *
 * <p>Each command is a class that picocli fills and calls; what commands share is handed to their constructors. Results
 * go to standard output, complaints to standard error, and {@link dev.tilefleet.standalone.cli.Exit} is the whole
 * vocabulary of exit codes.
 */
package dev.tilefleet.standalone.cli;
