package io.headgate.operator.cli;

import io.headgate.core.group.Instance;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an instance. */
final class InstanceConverter implements ITypeConverter<Instance> {

    @Override
    public Instance convert(String text) {
        try {
            return new Instance(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
