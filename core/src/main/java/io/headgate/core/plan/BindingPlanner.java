package io.headgate.core.plan;

import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Plans TargetGroupBindings. A binding is found by its target group, so it keeps its name as long as that stays. */
final class BindingPlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<TargetGroupBinding> superfluous = new ArrayList<>();

    BindingPlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    void planCreation(Stack desired, Stack observed) {
        superfluous.addAll(observed.bindings());
        for (TargetGroupBinding unresolved : desired.bindings()) {
            TargetGroupBinding wanted = references.renaming().binding(unresolved);
            TargetGroupBinding present = superfluous.stream()
                    .filter(binding -> binding.targetGroup().equals(wanted.targetGroup()))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                superfluous.removeIf(binding -> binding.key().equals(wanted.key()));
                apply(wanted);
            } else {
                superfluous.remove(present);
                TargetGroupBinding kept = wanted.withKey(present.key());
                if (!covers(named(present, observed), kept)) {
                    apply(kept);
                }
            }
        }
    }

    private void apply(TargetGroupBinding wanted) {
        if (!(wanted.targetGroup() instanceof TargetGroupRef.ByArn(String arn))) {
            throw new IllegalStateException("unresolved target group of binding " + wanted.key());
        }
        List<String> needed = new ArrayList<>(List.of(arn));
        needed.add(new SecurityGroupStep.CreateBackendSecurityGroup().handle());
        needed.add(Placeholder.of("security-group", SecurityGroup.MANAGED_RESOURCE));
        int step = draft.add(new BindingStep.ApplyTargetGroupBinding(wanted), Risk.NONE, draft.makersOf(needed));
        references.binding(arn, step);
    }

    /** Labels that others put there stay, and so does what was filled in at admission. */
    private static boolean covers(TargetGroupBinding present, TargetGroupBinding wanted) {
        return present.labels().entrySet().containsAll(wanted.labels().entrySet())
                && present.withLabels(wanted.labels())
                        .withVpcId(wanted.vpcId() == null ? null : present.vpcId())
                        .equals(withResourceOf(present, wanted));
    }

    /** The resource is what the stack knows of a binding; the object itself does not carry it. */
    private static TargetGroupBinding withResourceOf(TargetGroupBinding present, TargetGroupBinding wanted) {
        return new TargetGroupBinding(
                present.resource(),
                wanted.key(),
                wanted.targetGroup(),
                wanted.serviceName(),
                wanted.servicePort(),
                wanted.targetType(),
                wanted.ipAddressType(),
                wanted.targetGroupProtocol(),
                wanted.vpcId(),
                wanted.multiClusterTargetGroup(),
                wanted.networking(),
                wanted.nodeSelector(),
                wanted.labels());
    }

    /** Objects name security groups by id; here they are named by what they are. */
    private TargetGroupBinding named(TargetGroupBinding binding, Stack observed) {
        return binding.withNetworking(binding.networking().stream()
                .map(rule -> new NetworkingRule(
                        rule.from().stream()
                                .map(source -> named(source, observed))
                                .toList(),
                        rule.ports()))
                .toList());
    }

    private Source named(Source source, Stack observed) {
        if (source instanceof Source.Group(SecurityGroupRef.ById(String id))) {
            if (id.equals(policy.backendSecurityGroupId())) {
                return new Source.Group(new SecurityGroupRef.Backend());
            }
            if (observed.securityGroups().stream().map(SecurityGroup::id).anyMatch(own -> Objects.equals(own, id))) {
                return new Source.Group(SecurityGroupRef.Managed.FIRST);
            }
        }
        return source;
    }

    /** Removes bindings after all that may still forward to their target groups. */
    Set<Integer> planRemoval(Set<Integer> before) {
        Set<Integer> removals = new TreeSet<>();
        superfluous.forEach(binding -> removals.add(
                draft.add(new BindingStep.DeleteTargetGroupBinding(binding.key()), Risk.DELETION, before)));
        return removals;
    }
}
