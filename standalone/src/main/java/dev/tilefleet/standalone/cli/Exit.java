package dev.tilefleet.standalone.cli;

/** What a command's end tells the shell. From harmless to grave: of several endings the last in this order counts. */
enum Exit {
    OK(0),
    /** The fleet refused, a job failed or was dismissed, or it has not ended within the time given. */
    JOB_FAILED(1),
    /** The command line is wrong, or a file of the user's cannot be read or written. */
    USAGE(2),
    /** No fleet answered. */
    UNREACHABLE(3);

    /** For a fault of this program's own, sysexits' {@code EX_SOFTWARE}. */
    static final int INTERNAL = 70;

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    Exit or(Exit other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
