package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.HeldStep;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.Retention;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.loadbalancer.gate.Gates;
import io.headgate.operator.safety.Approved;
import io.headgate.operator.safety.Caution;
import io.headgate.operator.safety.Clearance;
import io.headgate.operator.safety.DoubtKeeper;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a group what its members ask for. Safe for use by many threads, one at a time for the same group. */
final class GroupDeployer {

    private final ClusterView view;
    private final CloudProvider.BindingWriter bindings;
    private final Gates gates;

    GroupDeployer(ClusterView view, CloudProvider.BindingWriter bindings, Gates gates) {
        this.view = view;
        this.bindings = bindings;
        this.gates = gates;
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
     * @param caution what must be approved, and was
     * @param secondLook confirms removals
     * @param remember notes what was approved; asked before anything is done, since afterwards the plan has another name
     * @param onlyObserved why nothing may be changed; null when it may
     * @throws io.headgate.core.cloud.CloudException if the cloud cannot be asked
     */
    Deployment deploy(
            ServedProvider served,
            CloudProvider provider,
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            Former former,
            Caution caution,
            SecondLook secondLook,
            Consumer<Approved> remember,
            @Nullable String onlyObserved) {
        Planned first = plan(served, provider, inputs, lastAccepted, former, caution);
        Planned planned = onlyObserved != null
                ? first
                : secondLook.at(first, () -> {
                    provider.refresh(inputs.group()::equals);
                    provider.distrustFacts();
                    return plan(served, provider, inputs, lastAccepted, former, caution);
                });
        if (onlyObserved == null) {
            remember.accept(planned.clearance().approved());
        }
        return new Deployment(
                inputs,
                planned.compilation(),
                planned.clearance(),
                onlyObserved == null
                        ? run(provider, planned.clearance(), planned.observed())
                        : Outcome.untouched(planned.observed()),
                onlyObserved);
    }

    /** What a pass is going to do. */
    record Planned(GroupInputs inputs, Compilation compilation, Clearance clearance, Stack observed) {

        /** The same without its removals. */
        Planned doubted(String doubt) {
            return new Planned(inputs, compilation, clearance.and(new DoubtKeeper(doubt)), observed);
        }
    }

    private Planned plan(
            ServedProvider served,
            CloudProvider provider,
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            Former former,
            Caution caution) {
        CloudFacts facts = provider.facts(inputs);
        Compilation compilation = compile(provider, inputs, lastAccepted, facts, served.settings());
        Stack observed = former.secrets().recall(observe(provider, compilation.stack()), compilation.stack());
        Policy policy = served.policy(facts.backendSecurityGroupId(), former.tagKeys())
                .withLimits(served.settings().limits(facts.limits()));
        Clearance clearance = compilation.frozen()
                ? Clearance.of(new Plan(inputs.group(), List.of()))
                : caution.clear(
                        Planner.plan(compilation.stack(), observed, policy),
                        () -> Planner.plan(compilation.stack(), observed, policy.withReplacesLoadBalancers(false)));
        return new Planned(inputs, compilation, clearance, observed);
    }

    /** Before somebody is refused for a limit of the account, the limit is asked for again. */
    private static Compilation compile(
            CloudProvider provider,
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            CloudFacts facts,
            CompilerSettings settings) {
        Compilation first = Compiler.compile(inputs, lastAccepted, facts, settings);
        if (!first.exceedsQuota()) {
            return first;
        }
        CloudFacts now = provider.recheckLimits(facts, inputs);
        return now.limits().equals(facts.limits()) ? first : Compiler.compile(inputs, lastAccepted, now, settings);
    }

    /**
     * One pass over a group that is to go.
     *
     * @param remember as above
     * @param onlyObserved why nothing may be changed; null when it may
     */
    Departure remove(
            ServedProvider served,
            CloudProvider provider,
            GroupId group,
            Caution caution,
            Consumer<Approved> remember,
            @Nullable String onlyObserved) {
        Removal removal = removal(served, provider, group);
        Clearance clearance = caution.clear(removal.plan(), removal::plan);
        if (onlyObserved == null) {
            remember.accept(clearance.approved());
        }
        return new Departure(
                clearance,
                onlyObserved == null
                        ? removeAtOnce(provider, clearance, removal.observed())
                        : Outcome.untouched(removal.observed()),
                onlyObserved);
    }

    /**
     * One pass over a group that is to go while its load balancer stays.
     *
     * @param onlyObserved why nothing may be changed; null when it may
     */
    Departure giveAway(CloudProvider provider, GroupId group, @Nullable String onlyObserved) {
        Stack observed = observe(provider, Stack.empty(group));
        Clearance clearance = Clearance.of(Retention.of(observed));
        Departure departure = new Departure(
                clearance,
                onlyObserved == null ? run(provider, clearance, observed) : Outcome.untouched(observed),
                onlyObserved);
        if (departure.complete()) {
            // What has no tags of ours any more is not ours to remember.
            provider.refresh(group::equals);
        }
        return departure;
    }

    /** All or nothing: what may not go yet must go on to serve. */
    private Outcome removeAtOnce(CloudProvider provider, Clearance clearance, Stack observed) {
        List<HeldStep> held = clearance.plan().steps().stream()
                .flatMap(planned -> clearance.keeper().hold(planned).map(hold -> new HeldStep(planned, hold)).stream())
                .toList();
        return held.isEmpty() ? run(provider, clearance, observed) : new Outcome(observed, List.of(), held);
    }

    /** What there is of a group, and the way to remove it. */
    record Removal(Plan plan, Stack observed) {}

    Removal removal(ServedProvider served, CloudProvider provider, GroupId group) {
        Stack nothing = Stack.empty(group);
        Stack observed = observe(provider, nothing);
        // Nothing is asked that a removal does not need: what cannot be read must not keep it.
        Plan plan = Planner.plan(nothing, observed, served.policy(null, Set.of()));
        return new Removal(plan, observed);
    }

    /** Whether the cluster still has bindings that were made for the group, even if they are being deleted. */
    boolean hasBindings(GroupId group) {
        return !bindings(group).isEmpty();
    }

    /** Those, in order of their names. */
    List<ObjectKey> bindings(GroupId group) {
        return bindingsOf(group).map(object -> object.binding().key()).sorted().toList();
    }

    private Outcome run(CloudProvider provider, Clearance clearance, Stack observed) {
        Plan plan = clearance.plan();
        try (Gates.Pass pass = gates.pass(plan, observed)) {
            return plan.isEmpty()
                    ? Outcome.untouched(observed)
                    : provider.execute(
                            plan, observed, bindings, clearance.keeper().and(pass));
        }
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
}
