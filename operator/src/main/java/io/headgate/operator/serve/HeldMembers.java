package io.headgate.operator.serve;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ingresses whose group cannot be told any more, in the group where they were accepted last. In AWS their finalizers say so; the proxy
 * sets none, but must not tear down for a mistaken edit either.
 */
final class HeldMembers {

    private HeldMembers() {}

    /** All groups in order of their names, with refused members that were served before. */
    static List<GroupInputs> added(
            Membership membership, ClusterState state, Map<ObjectKey, Contribution> lastAccepted) {
        Map<String, GroupInputs> groups = new TreeMap<>();
        membership.groups().forEach((group, inputs) -> groups.put(group.toString(), inputs));
        for (Ingress ingress : state.ingresses()) {
            Finding refusal = membership.refused().get(ingress.key());
            Contribution held = lastAccepted.get(ingress.key());
            if (refusal != null && held != null) {
                groups.merge(held.stack(), alone(ingress, refusal, held, state), HeldMembers::joined);
            }
        }
        return List.copyOf(groups.values());
    }

    private static GroupInputs alone(Ingress ingress, Finding refusal, Contribution held, ClusterState state) {
        return new GroupInputs(
                GroupId.parse(held.stack()),
                List.of(new GroupInputs.Member(ingress, null, refusal)),
                state.services(),
                state.oidcSecrets());
    }

    /** A member that some finalizer names already is not named twice. */
    private static GroupInputs joined(GroupInputs group, GroupInputs late) {
        Map<ObjectKey, GroupInputs.Member> members = new LinkedHashMap<>();
        group.members().forEach(member -> members.put(member.ingress().key(), member));
        late.members().forEach(member -> members.putIfAbsent(member.ingress().key(), member));
        return new GroupInputs(group.group(), new ArrayList<>(members.values()), group.services(), group.oidcSecrets());
    }
}
