package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
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
    private final Succession succession;
    private final SecurityGroupPlanner securityGroups;
    private final TargetGroupPlanner targetGroups;
    private final BindingPlanner bindings;
    private final LoadBalancerPlanner loadBalancers;
    private final CertificatePlanner certificates;
    private final AddonPlanner addons;

    private Planner(Stack desired, Stack observed, Policy policy) {
        this.desired = desired;
        this.observed = observed;
        this.references = new References(desired.group(), policy, draft);
        this.securityGroups = new SecurityGroupPlanner(draft, policy);
        this.succession = new Succession(desired, observed);
        this.targetGroups = new TargetGroupPlanner(draft, policy, references, succession);
        this.bindings = new BindingPlanner(draft, policy, references);
        RulePlanner rules = new RulePlanner(draft, policy, references);
        ListenerPlanner listeners = new ListenerPlanner(draft, policy, references, rules);
        this.loadBalancers = new LoadBalancerPlanner(draft, policy, references, listeners, succession);
        this.certificates = new CertificatePlanner(draft, policy, references);
        this.addons = new AddonPlanner(draft, references);
    }

    /**
     * The steps that make {@code observed} what {@code desired} asks for. What is so already, or was not asked for, costs no step.
     *
     * @param desired names its resources by resource tag; of the same group
     * @param observed carries ARNs, and the Kubernetes objects of the group
     */
    public static Plan plan(Stack desired, Stack observed, Policy policy) {
        Stack possible = policy.replacesLoadBalancers() ? desired : SchemeKept.in(desired, observed);
        return new Planner(possible, observed, policy).plan();
    }

    private Plan plan() {
        securityGroups.planCreation(desired, observed);
        Set<Integer> security = draft.since(1);
        Stack possible = certificates.planCreation(desired, observed);
        targetGroups.planCreation(desired, observed);
        bindings.planCreation(desired, observed);
        int routing = draft.next();
        loadBalancers.plan(
                possible,
                security,
                new FrontendPlanner(draft, references, succession, possible, observed),
                targetGroups::drains);
        Set<Integer> detached = draft.since(routing);
        addons.plan(desired, observed);
        bindings.planRemoval(targetGroups::drains);
        targetGroups.planRemoval();
        certificates.planRemoval(detached);
        securityGroups.planRemoval(draft.since(1).stream()
                .filter(number -> detached.contains(number) || security.contains(number))
                .collect(Collectors.toSet()));
        return new Plan(desired.group(), draft.steps());
    }
}
