package io.headgate.operator.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads durations as Go writes them, and {@code 0} or {@code 0s}. */
final class DurationOrZeroConverter implements ITypeConverter<Duration> {

    private final GoDurationConverter positive = new GoDurationConverter();

    @Override
    public Duration convert(String text) {
        return text.equals("0") || text.equals("0s") ? Duration.ZERO : positive.convert(text);
    }
}
