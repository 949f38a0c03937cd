package io.headgate.operator.cli;

import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.quota.Quota;
import io.headgate.core.settings.QuotaSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags about limits of the account. */
final class QuotaFlags {

    @Option(
            names = "--aws-quotas",
            paramLabel = "NAME=NUMBER[,...]",
            converter = LimitsConverter.class,
            description = "Limits of the account that AWS does not tell us or that are known better, as"
                    + " inbound-rules-per-security-group=200")
    KnownLimits limits = KnownLimits.NONE;

    @Option(
            names = "--default-rule-packing",
            paramLabel = "MODE",
            defaultValue = "disabled",
            converter = ChoiceConverter.class,
            description =
                    "Whether rules of equal action become one where an Ingress does not say it: enabled or disabled")
    Choice packRules = Choice.DISABLED;

    @Option(
            names = "--default-share-target-groups",
            paramLabel = "MODE",
            defaultValue = "disabled",
            converter = ChoiceConverter.class,
            description = "Whether equal target groups are one where an Ingress does not say it: enabled or disabled")
    Choice shareTargetGroups = Choice.DISABLED;

    QuotaSettings settings() {
        return new QuotaSettings(limits.byQuota(), packRules == Choice.ENABLED, shareTargetGroups == Choice.ENABLED);
    }

    /** Whether something is done. */
    enum Choice {
        ENABLED,
        DISABLED
    }

    /** Value of {@code --aws-quotas}. */
    record KnownLimits(Map<Quota, Integer> byQuota) {
        static final KnownLimits NONE = new KnownLimits(Map.of());
    }

    /** Reads {@code name=number,other=number}; a name that is no quota is wrong usage. */
    static final class LimitsConverter implements ITypeConverter<KnownLimits> {
        @Override
        public KnownLimits convert(String text) {
            Map<Quota, Integer> limits = new EnumMap<>(Quota.class);
            TagsConverter.pairs(text).forEach((name, value) -> limits.put(quota(name), number(value)));
            return new KnownLimits(limits);
        }

        private static Quota quota(String name) {
            return Quota.of(name)
                    .orElseThrow(() -> new TypeConversionException("\"" + name + "\" is no quota; there are "
                            + Arrays.stream(Quota.values()).map(Quota::key).collect(Collectors.joining(", "))));
        }

        private static int number(String text) {
            return switch (Grammar.int32(text)) {
                case Parsed.Value<Integer>(Integer number) when number > 0 -> number;
                case Parsed.Value<Integer> _ -> throw new TypeConversionException("a limit is above 0, not " + text);
                case Parsed.Invalid<Integer>(String reason) -> throw new TypeConversionException(reason);
            };
        }
    }

    /** Reads {@code enabled} or {@code disabled}. */
    static final class ChoiceConverter implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String text) {
            return switch (text) {
                case "enabled" -> Choice.ENABLED;
                case "disabled" -> Choice.DISABLED;
                default -> throw new TypeConversionException("expected enabled or disabled, was \"" + text + "\"");
            };
        }
    }
}
