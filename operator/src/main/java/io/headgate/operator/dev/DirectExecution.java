package io.headgate.operator.dev;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetChanges;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import io.headgate.operator.targets.Accesses;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compile, plan and execute in one go: what the operator does in its passes, without API server. Not safe for many threads. */
final class DirectExecution {

    private final CloudProvider cloud;
    private final CompilerSettings settings;
    private final FileCluster cluster;
    private final Consumer<String> screen;
    private final Map<GroupId, Map<ObjectKey, TargetGroupBinding>> bindings = new HashMap<>();

    DirectExecution(CloudProvider cloud, CompilerSettings settings, FileCluster cluster, Consumer<String> screen) {
        this.cloud = cloud;
        this.settings = settings;
        this.cluster = cluster;
        this.screen = screen;
    }

    /** Makes of the account what these objects ask for. What is wrong with an object is shown, and all else done. */
    void run(ClusterState state) {
        Membership membership = Membership.of(state, settings.ownership());
        membership.refused().values().forEach(this::show);
        Set<GroupId> groups = new TreeSet<>(Comparator.comparing(GroupId::toString));
        groups.addAll(cloud.groups());
        groups.addAll(membership.groups().keySet());
        groups.forEach(group -> run(membership
                .group(group)
                .orElseGet(() -> new GroupInputs(group, List.of(), state.services(), state.oidcSecrets()))));
        serveAll();
    }

    /** Lets the load balancers reach the targets, then makes the targets what they should be. */
    private void serveAll() {
        Map<TargetGroupBinding, List<Endpoint>> endpoints = new LinkedHashMap<>();
        bindings.values().stream()
                .flatMap(ofGroup -> ofGroup.values().stream())
                .sorted(Comparator.comparing(TargetGroupBinding::key))
                .forEach(binding -> endpoints.put(binding, endpoints(binding)));
        List<BindingAccess> accesses = endpoints.entrySet().stream()
                .filter(entry -> !entry.getKey().networking().isEmpty())
                .map(entry -> Accesses.of(cluster.inputs(entry.getKey()), entry.getValue()))
                .toList();
        NodeAccess.Established established = cloud.nodeAccess().reconcile(accesses, NodeAccess.Extent.ALL_AT_ONCE);
        established.refused().values().forEach(this::show);
        Optional.ofNullable(established.failure()).ifPresent(this::show);
        endpoints.forEach(this::serve);
        if (endpoints.isEmpty()) {
            cloud.releaseShared().ifPresent(this::show);
        }
    }

    private void run(GroupInputs inputs) {
        CloudFacts facts = cloud.facts(inputs);
        Compilation compilation = Compiler.compile(inputs, facts, settings);
        compilation.findings().values().stream().flatMap(List::stream).forEach(this::show);
        Stack desired = inputs.members().isEmpty() ? Stack.empty(inputs.group()) : compilation.stack();
        Map<ObjectKey, TargetGroupBinding> present = bindings.computeIfAbsent(inputs.group(), group -> new HashMap<>());
        Stack observed = cloud.observe(desired).withBindings(List.copyOf(present.values()));
        Plan plan = Planner.plan(desired, observed, Policy.defaults(facts.backendSecurityGroupId()));
        Outcome outcome = cloud.execute(plan, observed, new Remembered(present), Gatekeeper.OPEN);
        outcome.failures()
                .forEach(failed -> screen.accept("failed: " + failed.step() + ": "
                        + failed.failure().code() + ": " + failed.failure().message()));
    }

    private List<Endpoint> endpoints(TargetGroupBinding binding) {
        return switch (TargetResolver.resolve(cluster.inputs(binding))) {
            case TargetResolution.Resolved(List<Endpoint> endpoints, List<String> remarks) -> {
                remarks.forEach(screen);
                yield endpoints;
            }
            case TargetResolution.BackendMissing(String message) -> {
                screen.accept(message);
                yield List.of();
            }
            case TargetResolution.Unusable(String message, String remedy) -> {
                screen.accept(message + " -> " + remedy);
                yield List.of();
            }
        };
    }

    private void serve(TargetGroupBinding binding, List<Endpoint> endpoints) {
        if (binding.targetGroup() instanceof TargetGroupRef.ByArn(String arn)) {
            List<Target> wanted = endpoints.stream().map(Endpoint::target).toList();
            switch (cloud.targets().targets(arn)) {
                case TargetRegistry.Result.Failed(Failure failure) -> show(failure);
                case TargetRegistry.Result.Targets(var present) -> change(arn, TargetChanges.between(present, wanted));
            }
        }
    }

    private void change(String arn, TargetChanges changes) {
        if (!changes.register().isEmpty()) {
            cloud.targets().register(arn, changes.register()).ifPresent(this::show);
        }
        if (!changes.deregister().isEmpty()) {
            cloud.targets().deregister(arn, changes.deregister()).ifPresent(this::show);
        }
    }

    private void show(Failure failure) {
        screen.accept("failed: " + failure.code() + ": " + failure.message());
    }

    private void show(Finding finding) {
        screen.accept(finding.severity() + " " + finding.oneLine());
    }

    /** The bindings of a group, which in a cluster would be objects. */
    private record Remembered(Map<ObjectKey, TargetGroupBinding> bindings) implements CloudProvider.BindingWriter {
        @Override
        public Optional<Failure> apply(TargetGroupBinding binding) {
            bindings.put(binding.key(), binding);
            return Optional.empty();
        }

        @Override
        public Optional<Failure> delete(ObjectKey binding) {
            bindings.remove(binding);
            return Optional.empty();
        }
    }
}
