package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.contribution.Contribution.TargetPart;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Joins contributions that fit together into the desired stack. */
final class StackBuilder {
    static final String LOAD_BALANCER = "LoadBalancer";

    private final MergedGroup merged;
    private final MergedListeners listeners;
    private final SecurityGroupPlan securityGroups;
    private final TrackingTags tracking;

    private StackBuilder(MergedGroup merged, MergedListeners listeners) {
        this.merged = merged;
        this.listeners = listeners;
        this.securityGroups = SecurityGroupPlan.of(merged);
        this.tracking = new TrackingTags(merged.settings().owner(), merged.group());
    }

    /** The stack; empty if there is no member. */
    static Stack build(MergedGroup merged, MergedListeners listeners) {
        return merged.members().isEmpty() ? Stack.empty(merged.group()) : new StackBuilder(merged, listeners).stack();
    }

    private Stack stack() {
        Set<String> inUse = listeners.targetGroupsInUse();
        List<TargetPart> targets = merged.members().stream()
                .flatMap(member -> member.targets().stream())
                .filter(target -> inUse.contains(target.targetGroup().resource()))
                .toList();
        LoadBalancer loadBalancer = loadBalancer();
        FrontendStack frontend = FrontendStack.of(merged, loadBalancer);
        List<TargetGroup> targetGroups =
                new ArrayList<>(targets.stream().map(TargetPart::targetGroup).toList());
        targetGroups.addAll(frontend.targetGroups());
        List<LoadBalancer> loadBalancers = new ArrayList<>(List.of(loadBalancer));
        frontend.loadBalancer().ifPresent(loadBalancers::add);
        return new Stack(
                merged.group(),
                securityGroups.usesBackend(),
                securityGroups.managed(),
                loadBalancers,
                targetGroups,
                targets.stream().map(this::binding).toList(),
                certificates(),
                addons());
    }

    private LoadBalancer loadBalancer() {
        return new LoadBalancer(
                LOAD_BALANCER,
                null,
                name(),
                "application",
                merged.scheme(),
                merged.ipAddressType(),
                SubnetChoice.ids(merged.subnets()).orElse(List.of()).stream()
                        .map(id -> new SubnetMapping(id, null))
                        .toList(),
                securityGroups.ofLoadBalancer(),
                merged.wish(LoadBalancerWish::customerOwnedIpv4Pool).orElse(null),
                Optional.ofNullable(merged.classOptions().ipamIpv4PoolId())
                        .or(() -> merged.wish(LoadBalancerWish::ipamIpv4PoolId))
                        .orElse(null),
                Optional.ofNullable(merged.classOptions().minimumCapacityUnits())
                        .or(() -> merged.wish(LoadBalancerWish::minimumCapacityUnits))
                        .orElse(null),
                attributes(),
                tracking.of(LOAD_BALANCER, merged.tags()),
                listeners.all(),
                null);
    }

    private String name() {
        return merged.wish(LoadBalancerWish::name)
                .orElseGet(() ->
                        new ResourceNames(merged.settings().owner(), merged.group()).loadBalancer(merged.scheme()));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        merged.members()
                .forEach(member -> attributes.putAll(member.loadBalancer().attributes()));
        attributes.putAll(merged.classOptions().attributes());
        return attributes;
    }

    private TargetGroupBinding binding(TargetPart target) {
        TargetGroupBinding bare = target.binding();
        List<TargetGroupBinding.NetworkingRule> networking = securityGroups
                .targetSource()
                .map(source -> networking(new Source.Group(source), target))
                .orElse(List.of());
        return new TargetGroupBinding(
                bare.resource(),
                bare.key(),
                bare.targetGroup(),
                bare.serviceName(),
                bare.servicePort(),
                bare.targetType(),
                bare.ipAddressType(),
                bare.targetGroupProtocol(),
                bare.vpcId(),
                bare.multiClusterTargetGroup(),
                networking,
                bare.nodeSelector(),
                bare.labels());
    }

    /** One rule a port, as aws-load-balancer-controller writes it. */
    private List<TargetGroupBinding.NetworkingRule> networking(Source source, TargetPart target) {
        List<TargetGroupBinding.NetworkingPort> ports = merged.settings().disableRestrictedSecurityGroupRules()
                ? List.of(new TargetGroupBinding.NetworkingPort("TCP", null))
                : target.ports();
        return ports.stream()
                .map(port -> new TargetGroupBinding.NetworkingRule(List.of(source), List.of(port)))
                .toList();
    }

    private List<Certificate> certificates() {
        return merged.members().stream()
                .map(Contribution::requestedCertificate)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Addon> addons() {
        Map<String, Addon> byKind = new TreeMap<>();
        merged.members()
                .forEach(member -> member.loadBalancer()
                        .addons()
                        .forEach(addon -> byKind.putIfAbsent(addon.getClass().getSimpleName(), addon)));
        return List.copyOf(byKind.values());
    }
}
