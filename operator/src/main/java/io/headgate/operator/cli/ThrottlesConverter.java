package io.headgate.operator.cli;

import io.headgate.aws.client.Throttle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code Elastic Load Balancing v2:^Describe=50:200,...} as aws-load-balancer-controller does. */
final class ThrottlesConverter implements ITypeConverter<ThrottlesConverter.Throttles> {

    private static final Pattern ENTRY = Pattern.compile(
            "\\s*(?<service>[^:=]+):(?<operation>[^:=]+)=(?<rate>[0-9.]{1,9}):(?<burst>[0-9]{1,9})\\s*");

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    /** Value of {@code --aws-api-throttle}. */
    record Throttles(List<Throttle> all) {
        Throttles {
            all = List.copyOf(all);
        }
    }

    @Override
    public Throttles convert(String text) {
        return new Throttles(Arrays.stream(text.split(",", -1))
                .filter(entry -> !entry.isBlank())
                .map(ThrottlesConverter::throttle)
                .toList());
    }

    private static Throttle throttle(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw new TypeConversionException("expected SERVICE:OPERATION=RATE:BURST, was \"" + entry + "\"");
        }
        try {
            return new Throttle(
                    parts.group("service").strip(),
                    parts.group("operation"),
                    interval(Double.parseDouble(parts.group("rate"))),
                    Integer.parseInt(parts.group("burst")));
        } catch (PatternSyntaxException broken) {
            throw new TypeConversionException(
                    "\"" + parts.group("operation") + "\" is no regular expression: " + broken.getDescription());
        } catch (IllegalArgumentException broken) {
            throw new TypeConversionException("rate and burst must be positive numbers, in \"" + entry + "\"");
        }
    }

    private static Duration interval(double rate) {
        return rate > 0 ? Duration.ofNanos(Math.max(1, Math.round(NANOS / rate))) : Duration.ZERO;
    }
}
