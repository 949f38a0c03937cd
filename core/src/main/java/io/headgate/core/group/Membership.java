package io.headgate.core.group;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is in which group.
 *
 * @param groups by identity, sorted by stack tag; members in group order
 * @param refused why an Ingress is in no group although it wants to be ours; one that a finalizer still holds is also a refused member
 *     of the group that holds it, so that a mistaken edit tears nothing down
 */
public record Membership(Map<GroupId, GroupInputs> groups, Map<ObjectKey, Finding> refused) {

    public Membership {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        refused = Map.copyOf(refused);
    }

    /** Sorts all Ingresses of the cluster into their groups. */
    public static Membership of(ClusterState cluster, ClassOwnership ownership) {
        ClassRules rules = new ClassRules(cluster, ownership);
        Map<String, List<GroupInputs.Member>> members = new TreeMap<>();
        Map<ObjectKey, Finding> refused = new LinkedHashMap<>();
        for (Ingress ingress : cluster.ingresses()) {
            switch (rules.belonging(ingress)) {
                case Belonging.Member(GroupId group, var params, var classAnnotations) ->
                    list(members, group).add(new GroupInputs.Member(ingress, params, null, classAnnotations));
                case Belonging.Foreign() -> {}
                case Belonging.Refused(Finding finding) -> {
                    refused.put(ingress.key(), finding);
                    GroupFinalizers.held(ingress)
                            .forEach(group -> list(members, group).add(new GroupInputs.Member(ingress, null, finding)));
                }
            }
        }
        Map<GroupId, GroupInputs> groups = new LinkedHashMap<>();
        members.forEach((stack, inGroup) -> groups.put(GroupId.parse(stack), inputs(stack, inGroup, cluster)));
        return new Membership(groups, refused);
    }

    /** Where one Ingress belongs. */
    public static Belonging belonging(Ingress ingress, ClusterState cluster, ClassOwnership ownership) {
        return new ClassRules(cluster, ownership).belonging(ingress);
    }

    /** The inputs of one group; empty if it has no active member. */
    public Optional<GroupInputs> group(GroupId group) {
        return Optional.ofNullable(groups.get(group));
    }

    /** The groups in order of their names. */
    public Collection<GroupInputs> all() {
        return groups.values();
    }

    private static List<GroupInputs.Member> list(Map<String, List<GroupInputs.Member>> members, GroupId group) {
        return members.computeIfAbsent(group.toString(), ignored -> new ArrayList<>());
    }

    private static GroupInputs inputs(String stack, List<GroupInputs.Member> members, ClusterState cluster) {
        List<GroupInputs.Member> ordered = members.stream()
                .sorted(Comparator.comparingInt((GroupInputs.Member member) -> GroupOrder.orZero(member.ingress()))
                        .thenComparing(member -> member.ingress().key()))
                .toList();
        return new GroupInputs(GroupId.parse(stack), ordered, cluster.services(), cluster.oidcSecrets());
    }
}
