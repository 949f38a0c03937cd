package io.headgate.operator.cli;

/** Exit codes of the command line. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILURE = 1;
    /** A plan needs a replacement or deletion. */
    static final int DESTRUCTIVE = 2;
    /** Some Ingress was refused, or is found not to be served as it asks for. */
    static final int REFUSED = 3;

    static final int WRONG_USAGE = 64;

    private ExitCode() {}
}
