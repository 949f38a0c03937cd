package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.compile.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a group what its members ask for. Safe for use by many threads, one at a time for the same group. */
final class GroupDeployer {

    private final ClusterView view;
    private final CloudProvider.BindingWriter bindings;

    GroupDeployer(ClusterView view, CloudProvider.BindingWriter bindings) {
        this.view = view;
        this.bindings = bindings;
    }

    /**
     * What earlier passes left that the cloud does not tell.
     *
     * @param tagKeys keys of tags that they asked for
     */
    record Former(Set<String> tagKeys, DeployedSecrets secrets) {}

    /**
     * One pass over a group that has members.
     *
     * @param onlyObserved why nothing may be changed; null when it may
     * @throws io.headgate.core.cloud.CloudException if the cloud cannot be asked
     */
    Deployment deploy(
            ServedProvider served,
            CloudProvider provider,
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            Former former,
            @Nullable String onlyObserved) {
        CloudFacts facts = provider.facts(inputs);
        Compilation compilation = Compiler.compile(inputs, lastAccepted, facts, served.settings());
        Stack observed = former.secrets().recall(observe(provider, compilation.stack()), compilation.stack());
        Plan plan = compilation.frozen()
                ? new Plan(inputs.group(), List.of())
                : Planner.plan(
                        compilation.stack(), observed, served.policy(facts.backendSecurityGroupId(), former.tagKeys()));
        return new Deployment(
                inputs,
                compilation,
                plan,
                onlyObserved == null ? run(provider, plan, observed) : untouched(observed),
                onlyObserved);
    }

    /** Removes all there is of a group. */
    Outcome remove(ServedProvider served, CloudProvider provider, GroupId group) {
        Removal removal = removal(served, provider, group);
        return run(provider, removal.plan(), removal.observed());
    }

    /** What there is of a group, and the way to remove it. */
    record Removal(Plan plan, Stack observed) {}

    Removal removal(ServedProvider served, CloudProvider provider, GroupId group) {
        Stack nothing = Stack.empty(group);
        Stack observed = observe(provider, nothing);
        Plan plan = Planner.plan(nothing, observed, served.policy(backendSecurityGroup(provider, group), Set.of()));
        return new Removal(plan, observed);
    }

    /** Whether the cluster still has bindings that were made for the group, even if they are being deleted. */
    boolean hasBindings(GroupId group) {
        return bindingsOf(group).findAny().isPresent();
    }

    private Outcome run(CloudProvider provider, Plan plan, Stack observed) {
        return plan.isEmpty() ? untouched(observed) : provider.execute(plan, observed, bindings, Gatekeeper.OPEN);
    }

    private static Outcome untouched(Stack observed) {
        return Outcome.untouched(observed);
    }

    private Stack observe(CloudProvider provider, Stack desired) {
        List<TargetGroupBinding> present = bindingsOf(desired.group())
                .filter(object -> !object.deleting())
                .map(BindingObject::binding)
                .toList();
        return provider.observe(desired).withBindings(present);
    }

    private Stream<BindingObject> bindingsOf(GroupId group) {
        return view.bindings.all().stream()
                .filter(object -> object.group().filter(group::equals).isPresent());
    }

    private static @Nullable String backendSecurityGroup(CloudProvider provider, GroupId group) {
        return provider.facts(new GroupInputs(group, List.of(), Map.of(), Map.of()))
                .backendSecurityGroupId();
    }
}
