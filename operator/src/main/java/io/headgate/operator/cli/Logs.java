package io.headgate.operator.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What commands that talk to a person do with the log. */
final class Logs {

    private Logs() {}

    /** Shows what is wrong, and nothing else. */
    static void onlyErrors() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
            // What it logs it also throws, and that is told in one line.
            root.getLoggerContext().getLogger("io.fabric8").setLevel(Level.OFF);
        }
    }
}
