package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Address;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Frontend;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ListenerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Member;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.MemberState;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.TargetGroupHealth;
import io.headgate.operator.safety.Approved;
import io.headgate.operator.safety.Clearance;
import io.headgate.operator.safety.DoubtKeeper;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.targets.HealthLedger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a LoadBalancer says after a pass. */
final class LoadBalancerStatuses {

    private static final String READY = "Ready";

    private final Conditions conditions;
    private final SafetyConditions safety;
    private final HealthLedger health;

    LoadBalancerStatuses(Conditions conditions, HealthLedger health) {
        this.conditions = conditions;
        this.safety = new SafetyConditions(conditions);
        this.health = health;
    }

    /** @param leaving Ingresses that the group still holds but that want to be elsewhere */
    LoadBalancerStatus after(
            String object,
            Deployment deployment,
            Collection<Ingress> leaving,
            long generation,
            @Nullable LoadBalancerStatus before) {
        Stack observed = deployment.outcome().observed();
        List<TargetGroupHealth> targets = targetHealth(observed, before);
        Served served = Served.by(deployment);
        Clearance clearance = deployment.clearance();
        PendingPlan pending = PendingPlan.of(clearance.plan(), deployment.executed(), deployment.outcome());
        return new LoadBalancerStatus(
                generation,
                address(served),
                frontend(served),
                Stream.concat(
                                Stream.of(ready(deployment, generation, before)),
                                safety
                                        .of(object, clearance, deployment.outcome(), generation, conditions(before))
                                        .stream())
                        .toList(),
                members(deployment, leaving, before),
                listeners(served),
                pending.steps().isEmpty() && !clearance.replacementWaits()
                        ? null
                        : clearance.planId().orElse(null),
                pending.steps(),
                pending.more(),
                clearance.approved().status(),
                QuotaStatuses.after(deployment, targets),
                targets,
                List.copyOf(tagKeys(deployment.compilation().stack(), before)),
                DeployedSecrets.of(before).after(deployment).status());
    }

    /** The status when the cloud could not even be asked: all stays, but nothing is sure. */
    LoadBalancerStatus unreachable(String reason, long generation, @Nullable LoadBalancerStatus before) {
        return orEmpty(before)
                .withConditions(List.of(
                        conditions.of(READY, "False", "CloudUnreachable", reason, generation, conditions(before))));
    }

    /** The status of a group whose own things are gone, but not those that it shared. */
    LoadBalancerStatus removalBlocked(Failure failure, long generation, @Nullable LoadBalancerStatus before) {
        String reason = FailureText.of(failure);
        return orEmpty(before)
                .withConditions(List.of(
                        conditions.of(READY, "False", "Deleting", reason, generation, conditions(before)),
                        RemovalBlocked.of(failure, reason, generation, conditions, conditions(before))));
    }

    /** The same status with another approval. */
    LoadBalancerStatus approved(Approved approved, @Nullable LoadBalancerStatus before) {
        LoadBalancerStatus status = orEmpty(before);
        return status.withPending(status.planId(), status.pendingPlan(), status.pendingMore(), approved.status());
    }

    /** The status when the API server contradicts the watch: all stays as it is. */
    LoadBalancerStatus suspicious(String message, long generation, @Nullable LoadBalancerStatus before) {
        return orEmpty(before)
                .withConditions(List.of(
                        conditions.of(READY, "False", DoubtKeeper.SUSPICIOUS, message, generation, conditions(before)),
                        conditions.of(
                                DoubtKeeper.SUSPICIOUS,
                                "True",
                                "NotConfirmed",
                                message,
                                generation,
                                conditions(before))));
    }

    /** The status of a group that is to go. */
    LoadBalancerStatus departing(
            String object, Departure departure, long generation, @Nullable LoadBalancerStatus before) {
        Clearance clearance = departure.clearance();
        PendingPlan pending = departure.pending();
        Condition ready = conditions.of(
                READY,
                "False",
                departure.executed() ? "Deleting" : "Observing",
                departure.notExecuted() == null
                        ? FailureText.of(departure.outcome().failures())
                        : PlanSummary.of(clearance.plan()) + ": " + departure.notExecuted(),
                generation,
                conditions(before));
        return orEmpty(before)
                .withConditions(Stream.of(
                                Stream.of(ready),
                                safety
                                        .of(object, clearance, departure.outcome(), generation, conditions(before))
                                        .stream(),
                                RemovalBlocked.of(departure.outcome(), generation, conditions, conditions(before)))
                        .flatMap(Function.identity())
                        .toList())
                .withPending(
                        clearance.planId().orElse(null),
                        pending.steps(),
                        pending.more(),
                        clearance.approved().status());
    }

    private static @Nullable List<Condition> conditions(@Nullable LoadBalancerStatus before) {
        return before == null ? null : before.conditions();
    }

    private static LoadBalancerStatus orEmpty(@Nullable LoadBalancerStatus before) {
        return before != null
                ? before
                : new LoadBalancerStatus(
                        null, null, null, List.of(), List.of(), List.of(), null, List.of(), null, null, List.of(),
                        List.of(), List.of(), List.of());
    }

    private Condition ready(Deployment deployment, long generation, @Nullable LoadBalancerStatus before) {
        String reason = reason(deployment);
        return conditions.of(
                READY,
                deployment.complete() && deployment.pendingCertificates().isEmpty() ? "True" : "False",
                reason,
                message(deployment),
                generation,
                conditions(before));
    }

    private static String reason(Deployment deployment) {
        if (!deployment.executed()) {
            return "Observing";
        }
        if (deployment.complete()) {
            return deployment.pendingCertificates().isEmpty() ? deployed(deployment) : "CertificatePending";
        }
        if (deployment.compilation().frozen()) {
            return "NoUsableMember";
        }
        if (deployment.outcome().complete()) {
            return deployment.withheld() ? SafetyConditions.REMOVALS_WAIT : SafetyConditions.REPLACEMENT_REQUIRED;
        }
        return "FailedDeployModel";
    }

    /** What waits only for time is no failure: what is there serves. */
    private static String deployed(Deployment deployment) {
        return deployment.outcome().held().stream()
                .map(held -> held.hold().code())
                .findFirst()
                .orElse("Deployed");
    }

    private static String message(Deployment deployment) {
        if (deployment.notExecuted() != null) {
            return PlanSummary.of(deployment.plan()) + ": " + deployment.notExecuted();
        }
        if (deployment.compilation().frozen()) {
            return "no member can be used; what exists stays as it is";
        }
        Outcome outcome = deployment.outcome();
        if (outcome.complete() && !deployment.complete()) {
            return "something is not done for safety's sake; see the other conditions";
        }
        return outcome.complete()
                ? Stream.concat(
                                deployment.pendingCertificates().stream()
                                        .map(certificate -> PendingCertificate.of(certificate)
                                                .message()),
                                outcome.held().stream().map(held -> held.hold().message()))
                        .distinct()
                        .collect(Collectors.joining("; "))
                : FailureText.of(outcome.failures());
    }

    private static @Nullable Address address(Served served) {
        return served.first("application")
                .map(balancer -> new Address(
                        Served.hostname(balancer), balancer.arn(), balancer.name(), served.formerHostnames()))
                .orElse(null);
    }

    private static @Nullable Frontend frontend(Served served) {
        return served.first("network")
                .map(balancer -> new Frontend(
                        Served.hostname(balancer),
                        balancer.listeners().stream()
                                .map(Listener::port)
                                .sorted()
                                .toList()))
                .orElse(null);
    }

    private static List<Member> members(
            Deployment deployment, Collection<Ingress> leaving, @Nullable LoadBalancerStatus before) {
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

    private static List<ListenerStatus> listeners(Served served) {
        return served.first("application").stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .map(listener -> new ListenerStatus(
                        listener.port(),
                        listener.protocol(),
                        listener.rules().size(),
                        listener.certificates().size()))
                .sorted((a, b) -> Integer.compare(a.port(), b.port()))
                .toList();
    }

    /** As it was seen last; a replica that has only begun to look keeps what the one before it saw. */
    private List<TargetGroupHealth> targetHealth(Stack observed, @Nullable LoadBalancerStatus before) {
        return observed.targetGroups().stream()
                .flatMap(group -> health
                        .of(group.arn() == null ? "" : group.arn())
                        .map(seen -> new TargetGroupHealth(group.resource(), seen.healthy(), seen.total()))
                        .or(() -> seenBefore(group.resource(), before))
                        .stream())
                .toList();
    }

    private static Optional<TargetGroupHealth> seenBefore(String targetGroup, @Nullable LoadBalancerStatus before) {
        return orEmpty(before).targetHealth().stream()
                .filter(seen -> seen.targetGroup().equals(targetGroup))
                .findFirst();
    }

    private static Set<String> tagKeys(Stack desired, @Nullable LoadBalancerStatus before) {
        Set<String> keys = new TreeSet<>(before == null ? List.of() : before.tagKeys());
        keys.addAll(desired.tagKeys());
        return keys;
    }
}
