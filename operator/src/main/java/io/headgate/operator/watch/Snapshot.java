package io.headgate.operator.watch;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.Belonging;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.Membership;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The cluster at one moment, and who is in which group of which provider. */
public final class Snapshot {

    /** The provider whose groups hold their Ingresses by the finalizers of LBC. */
    public static final String AWS = "aws";

    /** The controller of the classes of aws-load-balancer-controller. */
    public static final String PREDECESSOR = "ingress.k8s.aws/alb";

    /** The proxy in every replica, which serves groups of its own class and leaves nothing behind that would need a finalizer. */
    public static final String PROXY = "proxy";

    private final ClusterState state;
    private final Map<String, ClassOwnership> ownerships;
    private final Map<String, Membership> memberships = new HashMap<>();
    private final Map<GroupKey, Set<ObjectKey>> ingresses = new HashMap<>();

    Snapshot(ClusterState state, Map<String, ClassOwnership> ownerships) {
        this.state = state;
        this.ownerships = Map.copyOf(ownerships);
        ownerships.forEach((provider, ownership) -> memberships.put(provider, Membership.of(state, ownership)));
        state.ingresses()
                .forEach(ingress -> groupsOf(ingress)
                        .forEach(group -> ingresses
                                .computeIfAbsent(group, ignored -> new LinkedHashSet<>())
                                .add(ingress.key())));
    }

    public ClusterState state() {
        return state;
    }

    public Membership membership(String provider) {
        return Optional.ofNullable(memberships.get(provider))
                .orElseThrow(() -> new IllegalArgumentException("no provider " + provider));
    }

    /** The group that an Ingress wants to be in. */
    public Optional<GroupKey> wanted(Ingress ingress) {
        return ownerships.entrySet().stream()
                .flatMap(entry -> Membership.belonging(ingress, state, entry.getValue())
                                instanceof Belonging.Member(var group, var params, var annotations)
                        ? Optional.of(new GroupKey(entry.getKey(), group)).stream()
                        : Optional.<GroupKey>empty().stream())
                .findFirst();
    }

    /** Why an Ingress that wants to be ours is in no group, of whatever provider. */
    public Optional<Finding> refusal(ObjectKey ingress) {
        return memberships.values().stream()
                .flatMap(membership -> Stream.ofNullable(membership.refused().get(ingress)))
                .findFirst();
    }

    public String controllerOf(Ingress ingress) {
        return controllerOf(ingress, state);
    }

    /** The controller of an Ingress' class; for one without class, as there used to be, that of aws-load-balancer-controller. */
    public static String controllerOf(Ingress ingress, ClusterState cluster) {
        return cluster.classes().stream()
                .filter(candidate -> candidate.name().equals(ingress.ingressClassName()))
                .map(IngressClass::controller)
                .findFirst()
                .orElse(PREDECESSOR);
    }

    /** The groups that an Ingress wants to be in or is held by. */
    public Set<GroupKey> groupsOf(Ingress ingress) {
        Set<GroupKey> groups = new HashSet<>();
        wanted(ingress).ifPresent(groups::add);
        GroupFinalizers.held(ingress).forEach(group -> groups.add(new GroupKey(AWS, group)));
        return groups;
    }

    /** The Ingresses that want to be in a group or are held by it. */
    public Set<ObjectKey> ingressesOf(GroupKey group) {
        return Set.copyOf(ingresses.getOrDefault(group, Set.of()));
    }
}
