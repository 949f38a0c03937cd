package io.headgate.operator.explain;

import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.operator.watch.ClusterView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may reach what: clients the load balancer, and the load balancer the targets. */
record Reach(ClusterView view, Stack observed, Map<String, List<Permission>> nodes) {

    Reach {
        nodes = new TreeMap<>(nodes);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (SecurityGroup group : observed.securityGroups()) {
            group.ingress()
                    .forEach(permission ->
                            lines.add("clients to load balancer: " + group.id() + " lets in " + traffic(permission)));
        }
        nodes.forEach((id, permissions) -> permissions.forEach(
                permission -> lines.add("load balancers to targets: " + id + " lets in " + traffic(permission))));
        return lines;
    }

    private static String traffic(Permission permission) {
        String ports = permission.fromPort() == permission.toPort()
                ? String.valueOf(permission.fromPort())
                : permission.fromPort() + "-" + permission.toPort();
        String from = switch (permission.source()) {
            case Source.Cidr(String cidr) -> cidr;
            case Source.PrefixList(String id) -> id;
            case Source.Group(SecurityGroupRef.ById(String id)) -> id;
            case Source.Group(SecurityGroupRef.OfPeer(String account, String id)) -> id + " of account " + account;
            case Source.Group(SecurityGroupRef.Managed(String resource)) -> resource;
            case Source.Group(SecurityGroupRef.Backend()) -> "the shared security group";
        };
        return (permission.protocol().equals("-1") ? "everything" : permission.protocol() + " " + ports) + " from "
                + from;
    }

    /** Whether the targets of a group can be reached; empty when it is no matter of ours, or not known. */
    Optional<Boolean> reaches(String targetGroupArn) {
        List<Source> wanted = view.bindings.all().stream()
                .map(object -> object.binding())
                .filter(binding -> binding.targetGroup().equals(new TargetGroupRef.ByArn(targetGroupArn)))
                .flatMap(Reach::sources)
                .toList();
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(nodes.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(permission -> wanted.contains(permission.source())));
    }

    private static Stream<Source> sources(TargetGroupBinding binding) {
        return binding.networking().stream().flatMap(rule -> rule.from().stream());
    }
}
