package io.headgate.operator.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the log of a long-running command: one line an event on standard error. */
public final class Logging {

    private Logging() {}

    /** How much is logged. */
    public enum Level {
        INFO,
        DEBUG
    }

    /** How it is written. */
    public enum Format {
        JSON,
        TEXT
    }

    /** Replaces whatever was set up before. */
    public static void configure(Level level, Format format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(ch.qos.logback.classic.Level.INFO);
        context.getLogger("io.headgate")
                .setLevel(
                        switch (level) {
                            case INFO -> ch.qos.logback.classic.Level.INFO;
                            case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
                        });
        // Says of each kind that is not "v1" that it may change: ours are named by us.
        context.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                .setLevel(ch.qos.logback.classic.Level.ERROR);
    }

    private static Encoder<ILoggingEvent> encoder(Format format, LoggerContext context) {
        return switch (format) {
            case JSON -> {
                JsonEncoder encoder = new JsonEncoder();
                encoder.setContext(context);
                encoder.setWithArguments(false);
                encoder.setWithMessage(false);
                encoder.setWithFormattedMessage(true);
                encoder.setWithContext(false);
                encoder.start();
                yield encoder;
            }
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp{NONE}%n");
                encoder.start();
                yield encoder;
            }
        };
    }
}
