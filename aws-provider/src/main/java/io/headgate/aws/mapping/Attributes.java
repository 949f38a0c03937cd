package io.headgate.aws.mapping;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Attributes as the SDK wants them, in which each kind of resource has a class of its own for the same pair. */
public final class Attributes {

    private Attributes() {}

    /** In order of their keys, so that equal calls look equal. */
    public static <A> List<A> inOrder(Map<String, String> attributes, BiFunction<String, String, A> attribute) {
        return attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> attribute.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
