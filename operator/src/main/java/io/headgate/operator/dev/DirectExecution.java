package io.headgate.operator.dev;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.compile.CompilerSettings;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<GroupId> groups = new HashSet<>(cloud.groups());
        groups.addAll(membership.groups().keySet());
        groups.forEach(group -> run(membership
                .group(group)
                .orElseGet(() -> new GroupInputs(group, List.of(), state.services(), state.oidcSecrets()))));
    }

    private void run(GroupInputs inputs) {
        CloudFacts facts = cloud.facts(inputs);
        Compilation compilation = Compiler.compile(inputs, facts, settings);
        compilation.findings().values().stream().flatMap(List::stream).forEach(this::show);
        Stack desired = inputs.members().isEmpty() ? Stack.empty(inputs.group()) : compilation.stack();
        Map<ObjectKey, TargetGroupBinding> present = bindings.computeIfAbsent(inputs.group(), group -> new HashMap<>());
        Stack observed = cloud.observe(desired).withBindings(List.copyOf(present.values()));
        Plan plan = Planner.plan(desired, observed, Policy.defaults(facts.backendSecurityGroupId()));
        Outcome outcome = cloud.execute(plan, observed, new Remembered(present));
        outcome.failures()
                .forEach(failed -> screen.accept("failed: " + failed.step() + ": "
                        + failed.failure().code() + ": " + failed.failure().message()));
        present.values().forEach(this::register);
    }

    private void register(TargetGroupBinding binding) {
        if (binding.targetGroup() instanceof TargetGroupRef.ByArn(String arn)) {
            switch (TargetResolver.resolve(cluster.inputs(binding))) {
                case TargetResolution.Resolved(List<Endpoint> endpoints, List<String> remarks) -> {
                    remarks.forEach(screen);
                    List<Target> targets =
                            endpoints.stream().map(Endpoint::target).toList();
                    cloud.targets().register(arn, targets).ifPresent(failure -> screen.accept(failure.message()));
                }
                case TargetResolution.BackendMissing(String message) -> screen.accept(message);
                case TargetResolution.Unusable(String message, String remedy) ->
                    screen.accept(message + " -> " + remedy);
            }
        }
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
