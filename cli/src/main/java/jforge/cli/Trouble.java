package jforge.cli;

import jforge.report.ExitCode;

/** Something a user can mend. The message is one sentence, lower case, with what to do. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ExitCode code;

    Trouble(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    static Trouble usage(String message) {
        return new Trouble(ExitCode.USAGE, message);
    }

    ExitCode code() {
        return code;
    }
}
