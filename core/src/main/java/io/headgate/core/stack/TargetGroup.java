package io.headgate.core.stack;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A target group.
 *
 * @param resource value of the resource tag: {@code <ingress ns>/<ingress>-<service>:<port as written>}, or {@code
 *     FrontendNlb-tg-TCP-<port>}
 * @param targetType {@code instance}, {@code ip} or {@code alb}
 * @param protocol {@code HTTP}, {@code HTTPS} or {@code TCP}
 * @param protocolVersion {@code HTTP1}, {@code HTTP2}, {@code GRPC}; null for TCP
 * @param ipAddressType {@code ipv4} or {@code ipv6}
 * @param attributes only those asked for (desired), or all (observed)
 * @param loadBalancerTarget for type {@code alb}: the load balancer that is the target; null when there is none
 */
public record TargetGroup(
        String resource,
        @Nullable String arn,
        String name,
        String targetType,
        String protocol,
        @Nullable String protocolVersion,
        int port,
        String ipAddressType,
        @Nullable Integer targetControlPort,
        HealthCheck healthCheck,
        Map<String, String> attributes,
        Map<String, String> tags,
        @Nullable LoadBalancerTarget loadBalancerTarget) {

    public TargetGroup {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    /** The same settings under another name. */
    public TargetGroup withIdentity(String otherResource, String otherName, Map<String, String> otherTags) {
        return changed(draft -> {
            draft.resource = otherResource;
            draft.name = otherName;
            draft.tags = otherTags;
        });
    }

    public TargetGroup withArn(@Nullable String replacement) {
        return changed(draft -> draft.arn = replacement);
    }

    public TargetGroup withName(String replacement) {
        return changed(draft -> draft.name = replacement);
    }

    public TargetGroup withLoadBalancerTarget(@Nullable LoadBalancerTarget replacement) {
        return changed(draft -> draft.loadBalancerTarget = replacement);
    }

    public TargetGroup withHealthCheck(HealthCheck replacement) {
        return changed(draft -> draft.healthCheck = replacement);
    }

    public TargetGroup withAttributes(Map<String, String> replacement) {
        return changed(draft -> draft.attributes = replacement);
    }

    public TargetGroup withTags(Map<String, String> replacement) {
        return changed(draft -> draft.tags = replacement);
    }

    /**
     * @param port a number or {@code traffic-port}
     * @param matcher null for a TCP check
     */
    public record HealthCheck(
            String port,
            String protocol,
            @Nullable String path,
            int intervalSeconds,
            int timeoutSeconds,
            int healthyThreshold,
            int unhealthyThreshold,
            @Nullable Matcher matcher) {}

    /** Codes that count as success. */
    public sealed interface Matcher {
        record HttpCode(String codes) implements Matcher {}

        record GrpcCode(String codes) implements Matcher {}
    }

    /**
     * A listener of an Application Load Balancer as target.
     *
     * @param loadBalancer desired: the resource of one of the same stack; observed: its ARN
     * @param port on which it listens
     */
    public record LoadBalancerTarget(String loadBalancer, int port) {}

    private TargetGroup changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.targetGroup();
    }

    /** A copy of what can be replaced, as long as it can be. */
    private static final class Draft {
        private final TargetGroup former;
        private String resource;
        private @Nullable String arn;
        private String name;
        private HealthCheck healthCheck;
        private Map<String, String> attributes;
        private Map<String, String> tags;
        private @Nullable LoadBalancerTarget loadBalancerTarget;

        Draft(TargetGroup former) {
            this.former = former;
            this.resource = former.resource;
            this.arn = former.arn;
            this.name = former.name;
            this.healthCheck = former.healthCheck;
            this.attributes = former.attributes;
            this.tags = former.tags;
            this.loadBalancerTarget = former.loadBalancerTarget;
        }

        TargetGroup targetGroup() {
            return new TargetGroup(
                    resource,
                    arn,
                    name,
                    former.targetType,
                    former.protocol,
                    former.protocolVersion,
                    former.port,
                    former.ipAddressType,
                    former.targetControlPort,
                    healthCheck,
                    attributes,
                    tags,
                    loadBalancerTarget);
        }
    }
}
