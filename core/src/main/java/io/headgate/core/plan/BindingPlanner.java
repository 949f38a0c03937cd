package io.headgate.core.plan;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Plans TargetGroupBindings. A binding is found by its target group, so it keeps its name as long as that stays. */
final class BindingPlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<TargetGroupBinding> superfluous = new ArrayList<>();
    private final Set<ObjectKey> occupied = new HashSet<>();

    BindingPlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    void planCreation(Stack desired, Stack observed) {
        superfluous.addAll(observed.bindings());
        observed.bindings().stream()
                .filter(binding -> observed.targetGroups().stream()
                        .anyMatch(group -> binding.targetGroup().equals(new TargetGroupRef.ByArn(arn(group)))))
                .forEach(binding -> occupied.add(binding.key()));
        for (TargetGroupBinding unresolved : desired.bindings()) {
            TargetGroupBinding wanted = references.renaming().binding(unresolved);
            references.bound(targetGroup(wanted));
            TargetGroupBinding present = superfluous.stream()
                    .filter(binding -> binding.targetGroup().equals(wanted.targetGroup()))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                create(wanted);
            } else {
                superfluous.remove(present);
                TargetGroupBinding kept = wanted.withKey(present.key());
                if (!covers(named(present, observed), kept)) {
                    apply(kept);
                }
            }
        }
    }

    /** A binding of a target group that is still there keeps its name, and so the targets of that group stay registered. */
    private void create(TargetGroupBinding wanted) {
        Set<String> names = new HashSet<>();
        occupied.stream()
                .filter(key -> key.namespace().equals(wanted.key().namespace()))
                .forEach(key -> names.add(key.name()));
        ObjectKey key = new ObjectKey(
                wanted.key().namespace(), Alternates.free(wanted.key().name(), names));
        superfluous.removeIf(binding -> binding.key().equals(key));
        occupied.add(key);
        apply(wanted.withKey(key));
    }

    private static String arn(TargetGroup group) {
        return Objects.requireNonNull(group.arn(), "an observed target group has an ARN");
    }

    private static String targetGroup(TargetGroupBinding binding) {
        if (!(binding.targetGroup() instanceof TargetGroupRef.ByArn(String arn))) {
            throw new IllegalStateException("unresolved target group of binding " + binding.key());
        }
        return arn;
    }

    private void apply(TargetGroupBinding wanted) {
        String arn = targetGroup(wanted);
        List<String> needed = new ArrayList<>(List.of(arn));
        needed.add(new SecurityGroupStep.CreateBackendSecurityGroup().handle());
        needed.add(Placeholder.of("security-group", SecurityGroup.MANAGED_RESOURCE));
        int step = draft.add(new BindingStep.ApplyTargetGroupBinding(wanted), Risk.NONE, draft.makersOf(needed));
        references.prepared(arn, Set.of(step));
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

    /**
     * Removes bindings after nothing names their target groups any more.
     *
     * @param drains what it waits for that a target group is no longer used, given its ARN
     */
    void planRemoval(Function<String, Set<Gate>> drains) {
        for (TargetGroupBinding binding : superfluous) {
            String group = targetGroup(binding);
            draft.add(
                    new BindingStep.DeleteTargetGroupBinding(binding.key()),
                    Risk.DELETION,
                    references.releases(group),
                    drains.apply(group));
        }
    }
}
