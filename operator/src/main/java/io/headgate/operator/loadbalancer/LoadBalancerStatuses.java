package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Address;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Frontend;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ListenerStatus;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a LoadBalancer says after a pass. */
final class LoadBalancerStatuses {

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
                                Stream.of(ReadyCondition.of(deployment, generation, conditions, conditions(before))),
                                safety
                                        .of(object, clearance, deployment.outcome(), generation, conditions(before))
                                        .stream())
                        .toList(),
                MemberStatuses.of(deployment, leaving, before),
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
                .withConditions(List.of(conditions.of(
                        ReadyCondition.TYPE, "False", "CloudUnreachable", reason, generation, conditions(before))));
    }

    /** The status of a group whose own things are gone, but not those that it shared. */
    LoadBalancerStatus removalBlocked(Failure failure, long generation, @Nullable LoadBalancerStatus before) {
        String reason = FailureText.of(failure);
        return orEmpty(before)
                .withConditions(List.of(
                        conditions.of(ReadyCondition.TYPE, "False", "Deleting", reason, generation, conditions(before)),
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
                        conditions.of(
                                ReadyCondition.TYPE,
                                "False",
                                DoubtKeeper.SUSPICIOUS,
                                message,
                                generation,
                                conditions(before)),
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
                ReadyCondition.TYPE,
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
