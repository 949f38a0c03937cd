package io.headgate.core.plan;

import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans what leads from an observed to a desired stack. A pure function: no clock, no I/O. Makes before it removes, lets in before it
 * shuts out, detaches before it deletes.
 */
public final class Planner {

    private final Stack desired;
    private final Stack observed;
    private final Draft draft = new Draft();
    private final References references;
    private final SecurityGroupPlanner securityGroups;
    private final TargetGroupPlanner targetGroups;
    private final BindingPlanner bindings;
    private final LoadBalancerPlanner loadBalancers;

    private Planner(Stack desired, Stack observed, Policy policy) {
        this.desired = desired;
        this.observed = observed;
        this.references = new References(desired.group(), policy, draft);
        this.securityGroups = new SecurityGroupPlanner(draft, policy);
        this.targetGroups = new TargetGroupPlanner(draft, policy, references);
        this.bindings = new BindingPlanner(draft, policy, references);
        RulePlanner rules = new RulePlanner(draft, policy, references);
        ListenerPlanner listeners = new ListenerPlanner(draft, policy, references, rules);
        this.loadBalancers = new LoadBalancerPlanner(draft, policy, listeners);
    }

    /**
     * The steps that make {@code observed} what {@code desired} asks for. What is so already, or was not asked for, costs no step.
     *
     * @param desired names its resources by resource tag; of the same group
     * @param observed carries ARNs, and the Kubernetes objects of the group
     */
    public static Plan plan(Stack desired, Stack observed, Policy policy) {
        return new Planner(desired, observed, policy).plan();
    }

    private Plan plan() {
        securityGroups.planCreation(desired, observed);
        Set<Integer> security = draft.since(1);
        List<Certificate> retired = planCertificates();
        targetGroups.planCreation(desired, observed);
        bindings.planCreation(desired, observed);
        int routing = draft.next();
        loadBalancers.plan(desired, observed, security);
        planAddons();
        Set<Integer> detached = draft.since(routing);
        bindings.planRemoval(detached);
        targetGroups.planRemoval(detached);
        retired.forEach(certificate -> draft.add(
                new CertificateStep.DeleteCertificate(Objects.requireNonNull(certificate.arn())),
                Risk.DELETION,
                detached));
        securityGroups.planRemoval(draft.since(1).stream()
                .filter(number -> detached.contains(number) || security.contains(number))
                .collect(Collectors.toSet()));
        return new Plan(desired.group(), draft.steps());
    }

    /** Requests what is missing; gives what is no longer wanted. */
    private List<Certificate> planCertificates() {
        List<Certificate> retired = new ArrayList<>(observed.certificates());
        for (Certificate wanted : desired.certificates()) {
            Certificate present = retired.stream()
                    .filter(candidate -> candidate.withArn(null).resource().equals(wanted.resource()))
                    .filter(candidate -> sameNames(candidate, wanted))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                CertificateStep step = new CertificateStep.RequestCertificate(wanted);
                draft.add(step, Risk.NONE, Set.of());
                references.certificate(wanted.resource(), step.handle());
            } else {
                retired.remove(present);
                references.certificate(wanted.resource(), Objects.requireNonNull(present.arn()));
            }
        }
        return retired;
    }

    private static boolean sameNames(Certificate one, Certificate other) {
        return one.domainName().equals(other.domainName())
                && Set.copyOf(one.subjectAlternativeNames()).equals(Set.copyOf(other.subjectAlternativeNames()))
                && Objects.equals(one.certificateAuthorityArn(), other.certificateAuthorityArn());
    }

    private void planAddons() {
        if (desired.loadBalancers().isEmpty()) {
            return;
        }
        LoadBalancer first = desired.loadBalancers().getFirst();
        String handle = observed.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(first.resource())
                        && balancer.type().equals(first.type())
                        && balancer.scheme().equals(first.scheme()))
                .findFirst()
                .map(LoadBalancer::arn)
                .orElse(new LoadBalancerStep.CreateLoadBalancer(first).handle());
        for (Addon addon : desired.addons()) {
            if (!observed.addons().contains(addon) && !(absent(addon) && hasNone(addon))) {
                draft.add(step(addon, handle), Risk.NONE, draft.makersOf(List.of(handle)));
            }
        }
    }

    private static boolean absent(Addon addon) {
        return switch (addon) {
            case Addon.WebAcl(String arn) -> arn.isEmpty();
            case Addon.RegionalWebAcl(String id) -> id.isEmpty();
            case Addon.ShieldProtection(boolean enabled) -> !enabled;
        };
    }

    private boolean hasNone(Addon addon) {
        return observed.addons().stream()
                .noneMatch(present -> present.getClass().equals(addon.getClass()));
    }

    private static Step step(Addon addon, String handle) {
        return switch (addon) {
            case Addon.WebAcl(String arn) when arn.isEmpty() -> new AddonStep.DisassociateWebAcl(handle);
            case Addon.WebAcl(String arn) -> new AddonStep.AssociateWebAcl(handle, arn);
            case Addon.RegionalWebAcl(String id) when id.isEmpty() -> new AddonStep.DisassociateRegionalWebAcl(handle);
            case Addon.RegionalWebAcl(String id) -> new AddonStep.AssociateRegionalWebAcl(handle, id);
            case Addon.ShieldProtection(boolean enabled) ->
                enabled ? new AddonStep.CreateProtection(handle) : new AddonStep.DeleteProtection(handle);
        };
    }
}
