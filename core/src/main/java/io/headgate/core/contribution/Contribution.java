package io.headgate.core.contribution;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.settings.RuleOrder;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener.MutualAuthentication;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one Ingress, compiled alone, gives to its group. It holds all that the merge needs, so that a member that cannot be compiled any
 * more can be served from what was last accepted of it. It holds no secret: those are named, with a keyed hash.
 *
 * @param stack text of the group it was compiled for; in another group it is worth nothing
 * @param order {@code group.order}
 * @param targets target groups with their bindings, in order of first use
 * @param requestedCertificate the certificate to be requested from ACM; null when there is none
 * @param frontend the network load balancer in front
 * @param packsRules whether its rules may become one with others of equal action
 * @param sharesTargetGroups whether its target groups may be those of other members too
 */
public record Contribution(
        ObjectKey ingress,
        String stack,
        int order,
        LoadBalancerWish loadBalancer,
        List<ListenerPart> listeners,
        List<TargetPart> targets,
        @Nullable Certificate requestedCertificate,
        FrontendWish frontend,
        boolean packsRules,
        boolean sharesTargetGroups) {

    public Contribution {
        listeners = List.copyOf(listeners);
        targets = List.copyOf(targets);
    }

    /** The same, knowing what its target groups were called when it was last accepted. */
    public Contribution remembering(Contribution last) {
        Map<String, TargetPart> before = new HashMap<>();
        last.targets().forEach(part -> before.put(part.targetGroup().resource(), part));
        return withTargets(
                listeners,
                targets.stream()
                        .map(part ->
                                part.remembering(before.get(part.targetGroup().resource())))
                        .toList());
    }

    /** The same with other target groups and listeners that forward to them. */
    public Contribution withTargets(List<ListenerPart> otherListeners, List<TargetPart> otherTargets) {
        return new Contribution(
                ingress,
                stack,
                order,
                loadBalancer,
                otherListeners,
                otherTargets,
                requestedCertificate,
                frontend,
                packsRules,
                sharesTargetGroups);
    }

    /**
     * What a member wants of the load balancer. Null and empty mean that it has no wish. What its class asks for is kept apart where the
     * class of the first member decides alone or where it settles conflicts.
     *
     * @param classOptions what the class decides for the whole load balancer if this member comes first
     * @param securityGroups ids, in order
     */
    public record LoadBalancerWish(
            @Nullable String name,
            @Nullable String scheme,
            @Nullable String ipAddressType,
            @Nullable SubnetWish subnets,
            List<String> securityGroups,
            @Nullable Boolean manageBackendSecurityGroupRules,
            @Nullable String customerOwnedIpv4Pool,
            @Nullable String ipamIpv4PoolId,
            @Nullable Integer minimumCapacityUnits,
            Map<String, String> attributes,
            Map<String, String> tags,
            ClassOptions classOptions,
            @Nullable Integer sslRedirectPort,
            List<Addon> addons,
            SecurityGroupWish managedSecurityGroups,
            @Nullable RuleOrder ruleOrder) {
        public LoadBalancerWish {
            securityGroups = List.copyOf(securityGroups);
            attributes = Map.copyOf(attributes);
            tags = Map.copyOf(tags);
            addons = List.copyOf(addons);
        }
    }

    /**
     * What a member wants of the security groups that are made, beyond what aws-load-balancer-controller knows. Empty lists: no wish.
     *
     * @param outbound where traffic may go: {@code targets}, blocks, prefix lists and security groups, as written
     * @param rules how the permissions are written: {@code described}, {@code merged}, {@code spread}
     */
    public record SecurityGroupWish(List<String> outbound, List<String> rules) {
        public SecurityGroupWish {
            outbound = List.copyOf(outbound);
            rules = List.copyOf(rules);
        }
    }

    /** Options of IngressClassParams that count only from the class of the first member. */
    public record ClassOptions(
            Map<String, String> attributes,
            @Nullable Integer minimumCapacityUnits,
            @Nullable String ipamIpv4PoolId) {
        /** A class that decides nothing. */
        public static final ClassOptions NONE = new ClassOptions(Map.of(), null, null);

        public ClassOptions {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * Subnets chosen by a member. Either by id and name as written, or by tags of a class.
     *
     * @param ofClass whether the class parameters choose
     * @param names ids and values of Name tags as written; empty when chosen by tags
     */
    public record SubnetWish(boolean ofClass, List<String> names, Map<String, List<String>> tags) {
        public SubnetWish {
            names = List.copyOf(names);
            tags = Map.copyOf(tags);
        }
    }

    /**
     * A listener as one member wants it.
     *
     * @param inboundCidrs empty when the member has no wish; the same for the prefix lists and the security groups
     * @param inboundSecurityGroups {@code sg-...}, or {@code account/sg-...} for one of a peer VPC in another account
     * @param classAttributes attributes of the class, which settle conflicts
     * @param defaultActions empty when the member has no default backend
     * @param rules in order of the Ingress
     */
    public record ListenerPart(
            int port,
            String protocol,
            List<String> inboundCidrs,
            List<String> prefixLists,
            List<String> inboundSecurityGroups,
            List<CertificateRef> certificates,
            @Nullable String sslPolicy,
            @Nullable MutualAuthentication mutualAuthentication,
            Map<String, String> attributes,
            Map<String, String> classAttributes,
            List<Action> defaultActions,
            List<RulePart> rules) {
        public ListenerPart {
            inboundCidrs = List.copyOf(inboundCidrs);
            prefixLists = List.copyOf(prefixLists);
            inboundSecurityGroups = List.copyOf(inboundSecurityGroups);
            certificates = List.copyOf(certificates);
            attributes = Map.copyOf(attributes);
            classAttributes = Map.copyOf(classAttributes);
            defaultActions = List.copyOf(defaultActions);
            rules = List.copyOf(rules);
        }

        public ListenerPart with(List<Action> otherDefaults, List<RulePart> otherRules) {
            return new ListenerPart(
                    port,
                    protocol,
                    inboundCidrs,
                    prefixLists,
                    inboundSecurityGroups,
                    certificates,
                    sslPolicy,
                    mutualAuthentication,
                    attributes,
                    classAttributes,
                    otherDefaults,
                    otherRules);
        }
    }

    /** A rule as compiled, before the rules of a listener are ordered, left out and parted. */
    public record RulePart(RuleOrigin origin, RoutingRule routing) {
        public RulePart {
            Objects.requireNonNull(routing, "written by a version without origins of rules");
        }
    }

    /**
     * A target group with its binding. Who may reach the targets is known only after the merge; on which ports is said here.
     *
     * @param binding with empty networking
     * @param ports ports of the targets that the load balancer must reach
     * @param sharedAs what it was or is called as one that several members share; null when it is the member's alone
     */
    public record TargetPart(
            TargetGroup targetGroup,
            TargetGroupBinding binding,
            List<TargetGroupBinding.NetworkingPort> ports,
            @Nullable SharedAs sharedAs) {
        public TargetPart {
            ports = List.copyOf(ports);
        }

        /** The resource of the target group that is made for it. */
        public String resource() {
            return sharedAs == null ? targetGroup.resource() : sharedAs.resource();
        }

        /** A target group of other kind, which has another name, cannot go on as what it was. */
        TargetPart remembering(@Nullable TargetPart last) {
            if (last == null
                    || last.sharedAs == null
                    || !last.targetGroup.name().equals(targetGroup.name())) {
                return this;
            }
            boolean settled = Likeness.of(this).equals(Likeness.of(last));
            return withSharedAs(new SharedAs(last.sharedAs.resource(), last.sharedAs.name(), settled));
        }

        public TargetPart withSharedAs(@Nullable SharedAs replacement) {
            return new TargetPart(targetGroup, binding, ports, replacement);
        }
    }

    /**
     * What a target group that members share is called.
     *
     * @param settled whether the settings of the member are those that the target group was made with
     */
    public record SharedAs(String resource, String name, boolean settled) {}

    /**
     * The network load balancer in front, as one member wants it. It counts only if some member of the group enables it.
     *
     * @param enabled null when the member has no wish
     * @param scheme null for the default
     * @param securityGroups ids, in order; empty for those of the load balancer behind
     * @param tags null for those of the load balancer behind
     * @param ports ports of the network load balancer
     */
    public record FrontendWish(
            @Nullable Boolean enabled,
            @Nullable String scheme,
            List<String> subnets,
            List<String> securityGroups,
            List<String> eipAllocations,
            Map<String, String> attributes,
            @Nullable Map<String, String> tags,
            List<FrontendPort> ports) {
        public FrontendWish {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
            eipAllocations = List.copyOf(eipAllocations);
            attributes = Map.copyOf(attributes);
            tags = tags == null ? null : Map.copyOf(tags);
            ports = List.copyOf(ports);
        }

        /** A member that says nothing but perhaps whether there is to be one. */
        static FrontendWish silent(@Nullable Boolean enabled, List<FrontendPort> ports) {
            return new FrontendWish(enabled, null, List.of(), List.of(), List.of(), Map.of(), null, ports);
        }
    }

    /** A port of the network load balancer, the port behind it, and the health check; null settings have no wish. */
    public record FrontendPort(int port, int loadBalancerPort, FrontendHealthCheck healthCheck) {}

    /** Health check of a frontend port; what is null was not set by the member. */
    public record FrontendHealthCheck(
            @Nullable String port,
            @Nullable String protocol,
            @Nullable String path,
            @Nullable Integer intervalSeconds,
            @Nullable Integer timeoutSeconds,
            @Nullable Integer healthyThreshold,
            @Nullable Integer unhealthyThreshold,
            @Nullable String successCodes) {
        static final FrontendHealthCheck UNSET =
                new FrontendHealthCheck(null, null, null, null, null, null, null, null);
    }
}
