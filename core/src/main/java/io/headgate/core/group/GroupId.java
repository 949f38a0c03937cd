package io.headgate.core.group;

import io.headgate.core.cluster.ObjectKey;

/**
 * Identity of a group of Ingresses that share one load balancer. Its text form is the value of the tag {@code
 * ingress.k8s.aws/stack}: the group's name, or {@code namespace/name} of an Ingress on its own.
 */
public sealed interface GroupId {

    /** A group with a name, which may span namespaces. */
    record Explicit(String name) implements GroupId {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An Ingress on its own. */
    record Implicit(ObjectKey ingress) implements GroupId {
        @Override
        public String toString() {
            return ingress.toString();
        }
    }

    /** The finalizer by which a member is held: {@code ingress.k8s.aws/resources} or {@code group.ingress.k8s.aws/<name>}. */
    default String finalizer() {
        return switch (this) {
            case Explicit(String name) -> GroupFinalizers.EXPLICIT_PREFIX + name;
            case Implicit ignored -> GroupFinalizers.IMPLICIT;
        };
    }

    /** The group that a stack tag names. Names of groups never hold a slash. */
    static GroupId parse(String stack) {
        int slash = stack.indexOf('/');
        return slash < 0
                ? new Explicit(stack)
                : new Implicit(new ObjectKey(stack.substring(0, slash), stack.substring(slash + 1)));
    }
}
