package io.headgate.core.annotation;

import java.util.Map;

/** An object whose annotations are read: its kind with namespace and name, as {@code Ingress shop/web}. */
public record Annotated(String object, Map<String, String> annotations) {
    public Annotated {
        annotations = Map.copyOf(annotations);
    }
}
