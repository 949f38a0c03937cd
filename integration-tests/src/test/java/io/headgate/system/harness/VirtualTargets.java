package io.headgate.system.harness;

import io.headgate.aws.AwsProvider;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Registers what stands behind bindings: the two nodes, or one pod on each of them; and lets load balancers reach them. */
final class VirtualTargets {

    private static final List<String> NODES = List.of("i-0d0000000000000a1", "i-0d0000000000000b1");
    private static final List<String> PODS = List.of("10.1.0.10", "10.1.0.11");
    private static final int POD_PORT = 8080;

    private final AwsProvider provider;
    private final ApiServer api;
    private List<BindingAccess> established = List.of();
    private boolean first = true;

    VirtualTargets(AwsProvider provider, ApiServer api) {
        this.provider = provider;
        this.api = api;
    }

    /** Gives how many things were done or tried. */
    int pass(List<String> problems) {
        int done = access(problems);
        for (ApiServer.Bound bound : sorted()) {
            done += reconcile(bound, problems);
        }
        return done;
    }

    private List<ApiServer.Bound> sorted() {
        return api.bindings().values().stream()
                .sorted((a, b) -> a.binding().key().compareTo(b.binding().key()))
                .toList();
    }

    private int access(List<String> problems) {
        List<BindingAccess> wanted = sorted().stream()
                .filter(bound -> !bound.deleting())
                .map(ApiServer.Bound::binding)
                .filter(binding -> !binding.networking().isEmpty())
                .map(VirtualTargets::access)
                .toList();
        if (!first && wanted.equals(established)) {
            return 0;
        }
        NodeAccess.Established came = provider.nodeAccess().reconcile(wanted, NodeAccess.Extent.ALL_AT_ONCE);
        boolean whole = came.failure() == null && came.refused().isEmpty();
        if (whole) {
            established = wanted;
            first = false;
        } else {
            problems.add("node access: " + came);
        }
        return whole ? 0 : 1;
    }

    private static BindingAccess access(TargetGroupBinding binding) {
        Set<BindingAccess.Endpoint> places = NODES.stream()
                .map(node -> binding.targetType().equals("instance")
                        ? new BindingAccess.Endpoint(node, null)
                        : new BindingAccess.Endpoint(node, PODS.get(NODES.indexOf(node))))
                .collect(Collectors.toSet());
        return new BindingAccess(
                binding.key(),
                binding.networking().stream()
                        .flatMap(VirtualTargets::peers)
                        .distinct()
                        .toList(),
                places);
    }

    private static Stream<BindingAccess.Peer> peers(NetworkingRule rule) {
        return rule.from().stream()
                .flatMap(source -> rule.ports().stream()
                        .map(port -> new BindingAccess.Peer(
                                id(source),
                                "tcp",
                                port.port() instanceof PortRef.ByNumber(int number) ? number : null)));
    }

    private static String id(Source source) {
        return switch (source) {
            case Source.Cidr(String cidr) -> cidr;
            case Source.PrefixList(String id) -> id;
            case Source.Group(SecurityGroupRef.ById(String id)) -> id;
            case Source.Group(var reference) -> throw new IllegalArgumentException("unresolved " + reference);
        };
    }

    private int reconcile(ApiServer.Bound bound, List<String> problems) {
        TargetGroupBinding binding = bound.binding();
        if (!(binding.targetGroup() instanceof TargetGroupRef.ByArn(String arn))) {
            throw new IllegalArgumentException("unresolved " + binding);
        }
        TargetRegistry registry = provider.targets();
        switch (registry.targets(arn)) {
            case TargetRegistry.Result.Failed(Failure.NotFound missing) -> {
                if (bound.deleting()) {
                    api.release(binding.key());
                } else {
                    problems.add("targets of " + binding.key() + ": " + missing);
                }
                return 1;
            }
            case TargetRegistry.Result.Failed(Failure failure) -> {
                problems.add("targets of " + binding.key() + ": " + failure);
                return 1;
            }
            case TargetRegistry.Result.Targets(List<TargetHealth> present) -> {
                return change(bound, arn, present, registry, problems);
            }
        }
    }

    private int change(
            ApiServer.Bound bound,
            String arn,
            List<TargetHealth> present,
            TargetRegistry registry,
            List<String> problems) {
        List<Target> wanted = bound.deleting() ? List.of() : targets(bound.binding());
        List<Target> serving = present.stream()
                .filter(health -> !health.state().equals("draining"))
                .map(TargetHealth::target)
                .toList();
        List<Target> missing = new ArrayList<>(wanted);
        missing.removeAll(serving);
        List<Target> surplus = new ArrayList<>(serving);
        surplus.removeAll(wanted);
        Optional<Failure> failure = Optional.empty();
        if (!missing.isEmpty()) {
            failure = registry.register(arn, missing);
        }
        if (failure.isEmpty() && !surplus.isEmpty()) {
            failure = registry.deregister(arn, surplus);
        }
        failure.ifPresent(each -> problems.add("targets of " + bound.binding().key() + ": " + each));
        if (failure.isEmpty() && bound.deleting()) {
            api.release(bound.binding().key());
        }
        return missing.isEmpty() && surplus.isEmpty() && !bound.deleting() ? 0 : 1;
    }

    private static List<Target> targets(TargetGroupBinding binding) {
        return binding.targetType().equals("instance")
                ? NODES.stream()
                        .map(node -> new Target(node, VirtualCluster.nodePort(binding.serviceName()), null))
                        .toList()
                : PODS.stream().map(pod -> new Target(pod, POD_PORT, null)).toList();
    }
}
