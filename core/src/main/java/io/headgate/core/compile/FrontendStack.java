package io.headgate.core.compile;

import io.headgate.core.compile.FrontendConflicts.MemberPort;
import io.headgate.core.contribution.Contribution.FrontendHealthCheck;
import io.headgate.core.contribution.Contribution.FrontendWish;
import io.headgate.core.contribution.HealthChecks;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import io.headgate.core.stack.TargetGroup.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The network load balancer in front, with a target group for each of its ports; empty when nobody wants it. */
record FrontendStack(Optional<LoadBalancer> loadBalancer, List<TargetGroup> targetGroups) {

    private static final String LOAD_BALANCER = "FrontendNlb";
    private static final String TCP = "TCP";

    static FrontendStack of(MergedGroup merged, LoadBalancer behind) {
        return FrontendConflicts.enabled(merged.members())
                ? new Builder(merged, behind).stack()
                : new FrontendStack(Optional.empty(), List.of());
    }

    /** Makes it for one group. */
    private static final class Builder {
        private final MergedGroup merged;
        private final LoadBalancer behind;
        private final TrackingTags tracking;
        private final Map<String, String> tags;

        Builder(MergedGroup merged, LoadBalancer behind) {
            this.merged = merged;
            this.behind = behind;
            this.tracking = new TrackingTags(merged.settings().owner(), merged.group());
            this.tags = merged.frontendWish(FrontendWish::tags).orElseGet(merged::tags);
        }

        FrontendStack stack() {
            List<Listener> listeners = new ArrayList<>();
            List<TargetGroup> targetGroups = new ArrayList<>();
            FrontendConflicts.byPort(merged.members()).forEach((port, ports) -> {
                TargetGroup group = targetGroup(port, ports);
                targetGroups.add(group);
                listeners.add(listener(port, group));
            });
            return new FrontendStack(Optional.of(loadBalancer(listeners)), targetGroups);
        }

        private LoadBalancer loadBalancer(List<Listener> listeners) {
            return new LoadBalancer(
                    LOAD_BALANCER,
                    null,
                    ResourceNames.frontendLoadBalancer(behind.name()),
                    "network",
                    merged.frontendScheme(),
                    behind.ipAddressType(),
                    subnets(),
                    securityGroups(),
                    null,
                    null,
                    null,
                    merged.frontendWish(wish -> wish.attributes().isEmpty() ? null : wish.attributes())
                            .orElse(Map.of()),
                    tracking.of(LOAD_BALANCER, tags),
                    listeners,
                    null);
        }

        private List<SubnetMapping> subnets() {
            List<String> ids = SubnetChoice.ids(merged.frontendSubnets()).orElse(List.of());
            List<String> allocations = merged.eipAllocations();
            List<SubnetMapping> mappings = new ArrayList<>();
            for (int index = 0; index < ids.size(); index++) {
                mappings.add(
                        new SubnetMapping(ids.get(index), index < allocations.size() ? allocations.get(index) : null));
            }
            return mappings;
        }

        private List<SecurityGroupRef> securityGroups() {
            Optional<List<String>> own =
                    merged.frontendWish(wish -> wish.securityGroups().isEmpty() ? null : wish.securityGroups());
            return own.isEmpty()
                    ? behind.securityGroups()
                    : own.get().stream()
                            .<SecurityGroupRef>map(SecurityGroupRef.ById::new)
                            .toList();
        }

        private Listener listener(int port, TargetGroup group) {
            String resource = LOAD_BALANCER + "-ls-TCP-" + port;
            Action forward = new Action.Forward(
                    List.of(new Action.WeightedTargetGroup(new TargetGroupRef.InStack(group.resource()), null)),
                    Action.Stickiness.OFF);
            return new Listener(
                    resource,
                    null,
                    port,
                    TCP,
                    List.of(),
                    null,
                    null,
                    Map.of(),
                    List.of(forward),
                    tracking.of(resource, tags),
                    List.of());
        }

        private TargetGroup targetGroup(int port, List<MemberPort> ports) {
            String resource = LOAD_BALANCER + "-tg-TCP-" + port;
            HealthCheck healthCheck = healthCheck(ports);
            return new TargetGroup(
                    resource,
                    null,
                    new ResourceNames(merged.settings().owner(), merged.group())
                            .frontendTargetGroup(port, healthCheck.port(), healthCheck.protocol()),
                    "alb",
                    TCP,
                    null,
                    port,
                    "ipv4",
                    null,
                    healthCheck,
                    Map.of(),
                    tracking.of(resource, tags),
                    new LoadBalancerTarget(
                            behind.resource(), ports.getFirst().port().loadBalancerPort()));
        }

        private static HealthCheck healthCheck(List<MemberPort> ports) {
            return new HealthCheck(
                    first(ports, FrontendHealthCheck::port).orElse(HealthChecks.TRAFFIC_PORT),
                    first(ports, FrontendHealthCheck::protocol).orElse("HTTP"),
                    first(ports, FrontendHealthCheck::path).orElse("/"),
                    first(ports, FrontendHealthCheck::intervalSeconds).orElse(15),
                    first(ports, FrontendHealthCheck::timeoutSeconds).orElse(5),
                    first(ports, FrontendHealthCheck::healthyThreshold).orElse(2),
                    first(ports, FrontendHealthCheck::unhealthyThreshold).orElse(2),
                    new Matcher.HttpCode(
                            first(ports, FrontendHealthCheck::successCodes).orElse("200")));
        }

        private static <T> Optional<T> first(List<MemberPort> ports, Function<FrontendHealthCheck, @Nullable T> field) {
            return ports.stream()
                    .map(port -> field.apply(port.port().healthCheck()))
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }
}
