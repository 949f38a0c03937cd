package io.headgate.operator.cli;

import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.operator.safety.SafetySettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that say how careful the operator is. */
final class SafetyFlags {

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "Apply",
            description = "Apply, or Observe to change nothing in AWS and only show plans (default: ${DEFAULT-VALUE})")
    Mode mode = Mode.Apply;

    @Option(
            names = "--require-approval",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description =
                    "Let whatever is removed or replaced wait until its plan is approved (default: ${DEFAULT-VALUE})")
    boolean requireApproval;

    @Option(
            names = "--removal-limit",
            paramLabel = "PERCENT",
            defaultValue = "50",
            converter = PercentConverter.class,
            description = "How much of the things of one kind a pass over a group may remove without a second look"
                    + " at everything (default: ${DEFAULT-VALUE})")
    int removalLimit = SafetySettings.DEFAULT.removalLimit();

    SafetySettings settings() {
        return new SafetySettings(mode, requireApproval, removalLimit);
    }

    /** Reads a number from 0 to 100. */
    static final class PercentConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int percent = Integer.parseInt(text);
                if (percent >= 0 && percent <= 100) {
                    return percent;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException("expected a percentage from 0 to 100, was \"" + text + "\"");
        }
    }
}
