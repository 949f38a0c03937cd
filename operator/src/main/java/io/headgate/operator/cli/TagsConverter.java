package io.headgate.operator.cli;

import io.headgate.core.annotation.Grammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code key=value,key2=value2}. */
final class TagsConverter implements ITypeConverter<TagsConverter.Tags> {

    /** What was read. */
    record Tags(Map<String, String> byKey) {
        static final Tags NONE = new Tags(Map.of());
    }

    @Override
    public Tags convert(String text) {
        return new Tags(pairs(text));
    }

    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (String pair : Grammar.stringList(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                broken.add(pair);
            } else {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        if (!broken.isEmpty()) {
            throw new TypeConversionException("expected KEY=VALUE, was " + broken);
        }
        return pairs;
    }
}
