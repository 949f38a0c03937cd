package io.headgate.operator.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration as {@link GoDurationConverter} does, or {@code 0} for never. */
final class DriftIntervalConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return text.equals("0") ? Duration.ZERO : new GoDurationConverter().convert(text);
    }
}
