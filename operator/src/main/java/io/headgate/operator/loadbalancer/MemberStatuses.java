package io.headgate.operator.loadbalancer;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Member;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.MemberState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which Ingresses a group has, and which leave it. */
final class MemberStatuses {

    private MemberStatuses() {}

    static List<Member> of(Deployment deployment, Collection<Ingress> leaving, @Nullable LoadBalancerStatus before) {
        Stream<Member> active = deployment.inputs().members().stream()
                .map(GroupInputs.Member::ingress)
                .map(ingress -> member(
                        ingress,
                        deployment.compilation().refused(ingress.key()) ? MemberState.Refused : MemberState.Accepted));
        MemberState gone = deployment.executed() && deployment.settled() ? MemberState.Released : MemberState.Leaving;
        Stream<Member> others =
                leaving.stream().sorted((a, b) -> a.key().compareTo(b.key())).map(ingress -> member(ingress, gone));
        List<Member> known = Stream.concat(active, others).toList();
        return gone == MemberState.Released || before == null
                ? known
                : Stream.concat(known.stream(), unseen(before.members(), known)).toList();
    }

    /** Those that nobody sees any more, as long as what was theirs is there. */
    private static Stream<Member> unseen(List<Member> before, List<Member> known) {
        Set<String> seen = known.stream().map(Member::uid).collect(Collectors.toSet());
        return before.stream()
                .filter(member -> member.state() != MemberState.Released && !seen.contains(member.uid()))
                .map(member -> new Member(
                        member.namespace(),
                        member.name(),
                        member.uid(),
                        member.observedGeneration(),
                        MemberState.Leaving));
    }

    private static Member member(Ingress ingress, MemberState state) {
        return new Member(ingress.key().namespace(), ingress.key().name(), ingress.uid(), ingress.generation(), state);
    }
}
