package io.headgate.core.cluster;

import org.jspecify.annotations.Nullable;

/**
 * An IngressClass.
 *
 * @param isDefault annotation {@code ingressclass.kubernetes.io/is-default-class} is {@code true}
 */
public record IngressClass(
        String name, String controller, @Nullable Parameters parameters, boolean isDefault) {

    /** {@code spec.parameters}. */
    public record Parameters(@Nullable String apiGroup, String kind, String name) {}
}
