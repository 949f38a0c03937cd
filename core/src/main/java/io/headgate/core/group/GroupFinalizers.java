package io.headgate.core.group;

import io.headgate.core.cluster.Ingress;
import java.util.List;

/** Reads which groups hold an Ingress. The finalizers are those of aws-load-balancer-controller. */
public final class GroupFinalizers {
    static final String IMPLICIT = "ingress.k8s.aws/resources";
    static final String EXPLICIT_PREFIX = "group.ingress.k8s.aws/";

    private GroupFinalizers() {}

    /** The groups whose finalizers the Ingress carries, sorted by name. During a move these are two. */
    public static List<GroupId> held(Ingress ingress) {
        return ingress.finalizers().stream()
                .filter(finalizer -> finalizer.equals(IMPLICIT) || finalizer.startsWith(EXPLICIT_PREFIX))
                .sorted()
                .map(finalizer -> group(finalizer, ingress))
                .toList();
    }

    private static GroupId group(String finalizer, Ingress ingress) {
        return finalizer.equals(IMPLICIT)
                ? new GroupId.Implicit(ingress.key())
                : new GroupId.Explicit(finalizer.substring(EXPLICIT_PREFIX.length()));
    }
}
