package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Address;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Frontend;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ListenerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Member;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.MemberState;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.TargetGroupHealth;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.targets.HealthLedger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a LoadBalancer says after a pass. */
final class LoadBalancerStatuses {

    private static final int MAX_PENDING = 50;
    private static final String READY = "Ready";

    private final Conditions conditions;
    private final HealthLedger health;

    LoadBalancerStatuses(Conditions conditions, HealthLedger health) {
        this.conditions = conditions;
        this.health = health;
    }

    /** @param leaving Ingresses that the group still holds but that want to be elsewhere */
    LoadBalancerStatus after(
            Deployment deployment, Collection<Ingress> leaving, long generation, @Nullable LoadBalancerStatus before) {
        Stack observed = deployment.outcome().observed();
        return new LoadBalancerStatus(
                generation,
                address(observed),
                frontend(observed),
                List.of(ready(deployment, generation, before)),
                members(deployment, leaving),
                listeners(observed),
                pending(deployment),
                List.of(),
                targetHealth(observed),
                List.copyOf(tagKeys(deployment.compilation().stack(), before)),
                DeployedSecrets.of(before).after(deployment).status());
    }

    /** The status when the cloud could not even be asked: all stays, but nothing is sure. */
    LoadBalancerStatus unreachable(String reason, long generation, @Nullable LoadBalancerStatus before) {
        List<Condition> known = before == null ? List.of() : before.conditions();
        List<Condition> now = List.of(conditions.of(READY, "False", "CloudUnreachable", reason, generation, known));
        return before == null
                ? new LoadBalancerStatus(
                        null, null, null, now, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of())
                : new LoadBalancerStatus(
                        before.observedGeneration(),
                        before.address(),
                        before.frontend(),
                        now,
                        before.members(),
                        before.listeners(),
                        before.pendingPlan(),
                        before.quotas(),
                        before.targetHealth(),
                        before.tagKeys(),
                        before.clientSecrets());
    }

    private Condition ready(Deployment deployment, long generation, @Nullable LoadBalancerStatus before) {
        String reason = reason(deployment);
        return conditions.of(
                READY,
                deployment.complete() && deployment.pendingCertificates().isEmpty() ? "True" : "False",
                reason,
                message(deployment),
                generation,
                before == null ? null : before.conditions());
    }

    private static String reason(Deployment deployment) {
        if (!deployment.executed()) {
            return "Observing";
        }
        if (deployment.complete()) {
            return deployment.pendingCertificates().isEmpty() ? "Deployed" : "CertificatePending";
        }
        if (deployment.compilation().frozen()) {
            return "NoUsableMember";
        }
        return "FailedDeployModel";
    }

    private static String message(Deployment deployment) {
        if (deployment.notExecuted() != null) {
            return PlanSummary.of(deployment.plan()) + ": " + deployment.notExecuted();
        }
        if (deployment.compilation().frozen()) {
            return "no member can be used; what exists stays as it is";
        }
        Outcome outcome = deployment.outcome();
        return outcome.complete()
                ? deployment.pendingCertificates().stream()
                        .map(certificate -> PendingCertificate.of(certificate).message())
                        .collect(Collectors.joining("; "))
                : FailureText.of(outcome.failures());
    }

    private static @Nullable Address address(Stack observed) {
        return observed.loadBalancers().stream()
                .filter(balancer -> balancer.type().equals("application") && balancer.status() != null)
                .findFirst()
                .map(LoadBalancerStatuses::address)
                .orElse(null);
    }

    private static Address address(LoadBalancer balancer) {
        LoadBalancer.Status status = balancer.status();
        String hostname = status == null ? "" : status.dnsName().toLowerCase(Locale.ROOT);
        return new Address(hostname, balancer.arn(), balancer.name());
    }

    private static @Nullable Frontend frontend(Stack observed) {
        return observed.loadBalancers().stream()
                .filter(balancer -> balancer.type().equals("network"))
                .flatMap(balancer -> frontend(balancer).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<Frontend> frontend(LoadBalancer balancer) {
        return Optional.ofNullable(balancer.status())
                .map(status -> new Frontend(
                        status.dnsName().toLowerCase(Locale.ROOT),
                        balancer.listeners().stream()
                                .map(Listener::port)
                                .sorted()
                                .toList()));
    }

    private static List<Member> members(Deployment deployment, Collection<Ingress> leaving) {
        Stream<Member> active = deployment.inputs().members().stream()
                .map(GroupInputs.Member::ingress)
                .map(ingress -> member(
                        ingress,
                        deployment.compilation().refused(ingress.key()) ? MemberState.Refused : MemberState.Accepted));
        MemberState gone = deployment.executed() && deployment.settled() ? MemberState.Released : MemberState.Leaving;
        Stream<Member> others =
                leaving.stream().sorted((a, b) -> a.key().compareTo(b.key())).map(ingress -> member(ingress, gone));
        return Stream.concat(active, others).toList();
    }

    private static Member member(Ingress ingress, MemberState state) {
        return new Member(ingress.key().namespace(), ingress.key().name(), ingress.uid(), ingress.generation(), state);
    }

    private static List<ListenerStatus> listeners(Stack observed) {
        return observed.loadBalancers().stream()
                .filter(balancer -> balancer.type().equals("application"))
                .flatMap(balancer -> balancer.listeners().stream())
                .map(listener -> new ListenerStatus(
                        listener.port(),
                        listener.protocol(),
                        listener.rules().size(),
                        listener.certificates().size()))
                .sorted((a, b) -> Integer.compare(a.port(), b.port()))
                .toList();
    }

    private static List<PendingStep> pending(Deployment deployment) {
        Map<Object, String> reasons = new HashMap<>();
        deployment.outcome().failures().forEach(failed -> reasons.put(failed.step(), FailureText.of(failed.failure())));
        deployment
                .outcome()
                .held()
                .forEach(held -> reasons.put(
                        held.planned().step(),
                        held.hold().code() + ": " + held.hold().message()));
        List<PendingStep> pending = new ArrayList<>();
        for (PlannedStep planned : deployment.plan().steps()) {
            String reason = reasons.get(planned.step());
            if (!deployment.executed() || reason != null) {
                pending.add(new PendingStep(
                        planned.step().call() + " " + planned.step().handle(),
                        planned.risk().name().toLowerCase(Locale.ROOT),
                        reason));
            }
        }
        return pending.stream().limit(MAX_PENDING).toList();
    }

    private List<TargetGroupHealth> targetHealth(Stack observed) {
        return observed.targetGroups().stream()
                .flatMap(group -> health
                        .of(group.arn() == null ? "" : group.arn())
                        .map(seen -> new TargetGroupHealth(group.resource(), seen.healthy(), seen.total()))
                        .stream())
                .toList();
    }

    private static Set<String> tagKeys(Stack desired, @Nullable LoadBalancerStatus before) {
        Set<String> keys = new TreeSet<>(before == null ? List.of() : before.tagKeys());
        keys.addAll(desired.tagKeys());
        return keys;
    }
}
