package io.headgate.operator.cli;

import io.headgate.core.settings.FeatureGate;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code Name=true,Other=false}; a name that is no gate is wrong usage. */
final class FeatureGatesConverter implements ITypeConverter<FeatureGatesConverter.Gates> {

    /** What was read. */
    record Gates(Map<String, Boolean> byName) {
        static final Gates NONE = new Gates(Map.of());
    }

    @Override
    public Gates convert(String text) {
        Map<String, Boolean> gates = new LinkedHashMap<>();
        TagsConverter.pairs(text).forEach((name, value) -> {
            if (FeatureGate.of(name).isEmpty()) {
                throw new TypeConversionException("\"" + name + "\" is no feature gate");
            }
            gates.put(name, new GoBooleanConverter().convert(value));
        });
        return new Gates(gates);
    }
}
