package io.headgate.core.group;

import java.util.Set;

/**
 * Which classes are ours.
 *
 * @param ingressClass value of the annotation {@code kubernetes.io/ingress.class} that is ours (flag {@code --ingress-class}); empty:
 *     Ingresses without any class are ours too
 * @param controllers values of {@code IngressClass.spec.controller} that are ours
 */
public record ClassOwnership(String ingressClass, Set<String> controllers) {
    public ClassOwnership {
        controllers = Set.copyOf(controllers);
    }
}
