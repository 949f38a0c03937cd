package io.headgate.system.takeover;

import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What aws-load-balancer-controller would change of a group in the account: load balancers, target groups and security groups are found
 * by their resource tag, listeners by port; foreign tags are removed; of attributes only those that are asked for count.
 *
 * @param backendSecurityGroup the cluster's shared group
 */
record PredecessorDiff(
        Stack desired, Stack existing, @Nullable String backendSecurityGroup) {

    /** The calls that it would make. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        calls.addAll(compared(
                desired.securityGroups(), existing.securityGroups(), SecurityGroup::resource, this::securityGroup));
        calls.addAll(
                compared(desired.targetGroups(), existing.targetGroups(), TargetGroup::resource, this::targetGroup));
        calls.addAll(compared(
                desired.loadBalancers(), existing.loadBalancers(), LoadBalancer::resource, this::loadBalancer));
        return calls;
    }

    @FunctionalInterface
    private interface Comparison<T> {
        List<String> calls(T desired, T existing);
    }

    private static <T, K> List<String> compared(
            Collection<T> desired, Collection<T> existing, Function<T, K> key, Comparison<T> comparison) {
        Map<K, T> spare = new HashMap<>(existing.stream().collect(Collectors.toMap(key, Function.identity())));
        List<String> calls = new ArrayList<>();
        for (T wanted : desired) {
            Optional.ofNullable(spare.remove(key.apply(wanted)))
                    .ifPresentOrElse(
                            present -> calls.addAll(comparison.calls(wanted, present)),
                            () -> calls.add("Create " + key.apply(wanted)));
        }
        spare.keySet().forEach(left -> calls.add("Delete " + left));
        return calls;
    }

    private List<String> securityGroup(SecurityGroup wanted, SecurityGroup present) {
        return named(
                wanted.resource(),
                List.of(
                        unequal("CreateTags", wanted.tags(), present.tags()),
                        unequal("Authorize or Revoke", permissions(wanted), permissions(present))));
    }

    private static Set<SecurityGroup.Permission> permissions(SecurityGroup group) {
        return group.ingress().stream()
                .map(permission -> permission.withDescription(""))
                .collect(Collectors.toSet());
    }

    private List<String> targetGroup(TargetGroup wanted, TargetGroup present) {
        return named(
                wanted.resource(),
                List.of(
                        unequal(
                                "replace",
                                replacing(wanted.targetType(), wanted.protocol(), wanted.protocolVersion()),
                                replacing(present.targetType(), present.protocol(), present.protocolVersion())),
                        unequal("ModifyTargetGroup", wanted.healthCheck(), present.healthCheck()),
                        unless("ModifyTargetGroupAttributes", contains(present.attributes(), wanted.attributes())),
                        unequal("AddTags", wanted.tags(), present.tags())));
    }

    private static String replacing(@Nullable String... settings) {
        return String.join(
                " ", List.of(settings).stream().map(Objects::toString).toList());
    }

    private List<String> loadBalancer(LoadBalancer wanted, LoadBalancer present) {
        List<String> calls = named(
                wanted.resource(),
                List.of(
                        unequal(
                                "replace",
                                replacing(wanted.type(), wanted.scheme()),
                                replacing(present.type(), present.scheme())),
                        unequal("SetIpAddressType", wanted.ipAddressType(), present.ipAddressType()),
                        unequal("SetSubnets", new HashSet<>(wanted.subnets()), new HashSet<>(present.subnets())),
                        unequal("SetSecurityGroups", groups(wanted), groups(present)),
                        unless("ModifyLoadBalancerAttributes", contains(present.attributes(), wanted.attributes())),
                        unequal("AddTags", wanted.tags(), present.tags())));
        calls.addAll(compared(wanted.listeners(), present.listeners(), Listener::port, this::listener));
        return calls;
    }

    private Set<String> groups(LoadBalancer loadBalancer) {
        return loadBalancer.securityGroups().stream().map(this::id).collect(Collectors.toSet());
    }

    private String id(SecurityGroupRef ref) {
        return switch (ref) {
            case SecurityGroupRef.Managed(String resource) ->
                existing.securityGroups().stream()
                        .filter(group -> group.resource().equals(resource))
                        .map(SecurityGroup::id)
                        .findFirst()
                        .map(Objects::toString)
                        .orElse(resource);
            case SecurityGroupRef.Backend() -> Objects.toString(backendSecurityGroup);
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.OfPeer(String _, String id) -> id;
        };
    }

    private List<String> listener(Listener wanted, Listener present) {
        PredecessorRules rules = new PredecessorRules(this::arn);
        List<String> calls = named(
                "listener " + wanted.port(),
                List.of(
                        unequal("ModifyListener", wanted.protocol(), present.protocol()),
                        unequal("ModifyListener", wanted.sslPolicy(), present.sslPolicy()),
                        unequal("ModifyListener", wanted.certificates(), present.certificates()),
                        unless("ModifyListener", rules.same(wanted.defaultActions(), present.defaultActions())),
                        unless("ModifyListenerAttributes", contains(present.attributes(), wanted.attributes())),
                        unequal("AddTags", wanted.tags(), present.tags())));
        calls.addAll(rules.calls(wanted.port(), wanted.rules(), present.rules()).stream()
                .map(call -> call + " rule")
                .toList());
        return calls;
    }

    private TargetGroupRef arn(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn byArn -> byArn;
            case TargetGroupRef.InStack(String resource) ->
                existing.targetGroups().stream()
                        .filter(group -> group.resource().equals(resource))
                        .map(TargetGroup::arn)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .<TargetGroupRef>map(TargetGroupRef.ByArn::new)
                        .orElse(ref);
        };
    }

    private static List<String> named(String what, List<Optional<String>> calls) {
        return new ArrayList<>(calls.stream()
                .flatMap(Optional::stream)
                .map(call -> call + " " + what)
                .toList());
    }

    private static Optional<String> unequal(String call, @Nullable Object wanted, @Nullable Object present) {
        return unless(call, Objects.equals(wanted, present));
    }

    private static Optional<String> unless(String call, boolean same) {
        return same ? Optional.empty() : Optional.of(call);
    }

    private static boolean contains(Map<String, String> present, Map<String, String> wanted) {
        return present.entrySet().containsAll(wanted.entrySet());
    }
}
