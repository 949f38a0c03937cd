package io.headgate.core.cluster;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An IngressClass.
 *
 * @param isDefault annotation {@code ingressclass.kubernetes.io/is-default-class} is {@code true}
 * @param annotations those of Headgate, {@code headgate.io/...}: how carefully groups of the class are treated
 */
public record IngressClass(
        String name,
        String controller,
        @Nullable Parameters parameters,
        boolean isDefault,
        Map<String, String> annotations) {

    public IngressClass {
        annotations = Map.copyOf(annotations);
    }

    /** A class that asks for nothing special. */
    public IngressClass(String name, String controller, @Nullable Parameters parameters, boolean isDefault) {
        this(name, controller, parameters, isDefault, Map.of());
    }

    /** {@code spec.parameters}. */
    public record Parameters(@Nullable String apiGroup, String kind, String name) {}
}
