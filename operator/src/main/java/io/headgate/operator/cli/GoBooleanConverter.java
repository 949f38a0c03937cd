package io.headgate.operator.cli;

import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads booleans as Go's flag package does. */
final class GoBooleanConverter implements ITypeConverter<Boolean> {

    @Override
    public Boolean convert(String text) {
        return switch (Grammar.bool(text)) {
            case Parsed.Value<Boolean>(Boolean value) -> value;
            case Parsed.Invalid<Boolean>(String reason) -> throw new TypeConversionException(reason);
        };
    }
}
