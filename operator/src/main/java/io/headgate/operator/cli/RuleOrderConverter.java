package io.headgate.operator.cli;

import io.headgate.core.settings.RuleOrder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code as-written} or {@code specificity}. */
final class RuleOrderConverter implements ITypeConverter<RuleOrder> {
    @Override
    public RuleOrder convert(String text) {
        return RuleOrder.of(text)
                .orElseThrow(() -> new TypeConversionException(
                        "is \"" + text + "\", which is none of " + String.join(", ", RuleOrder.words())));
    }
}
