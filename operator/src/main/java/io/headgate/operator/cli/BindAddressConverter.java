package io.headgate.operator.cli;

import io.headgate.operator.telemetry.BindAddress;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code :8080} or {@code 127.0.0.1:8080}; {@code 0} for nowhere. */
final class BindAddressConverter implements ITypeConverter<BindAddressConverter.Choice> {

    /** An address, or none. */
    record Choice(Optional<BindAddress> address) {}

    @Override
    public Choice convert(String text) {
        if (text.equals("0")) {
            return new Choice(Optional.empty());
        }
        try {
            return new Choice(Optional.of(BindAddress.parse(text)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
