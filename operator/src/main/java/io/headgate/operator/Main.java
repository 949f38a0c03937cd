package io.headgate.operator;

import io.headgate.operator.cli.HeadgateCommand;

/** Entry point of the program {@code headgate}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(HeadgateCommand.run(arguments));
    }
}
