package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.ClassOptions;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.stack.Addon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds in what members of a group contradict each other. A member without a wish contradicts nobody. */
final class Conflicts {
    private final List<Contribution> members;
    private final List<Conflict> found = new ArrayList<>();

    private Conflicts(List<Contribution> members) {
        this.members = members;
    }

    /** The conflicts among members in group order. */
    static List<Conflict> among(List<Contribution> members) {
        Conflicts conflicts = new Conflicts(members);
        conflicts.ofLoadBalancer();
        conflicts.ofAddons();
        conflicts.ofTargetGroups();
        ListenerConflicts.find(members, conflicts::agree);
        FrontendConflicts.find(members, conflicts::agree);
        return conflicts.found;
    }

    /** Takes the wishes of members for one field. */
    @FunctionalInterface
    interface Agreement {
        /** Members must agree on the value. */
        void on(String field, List<Wish> wishes);
    }

    /** What a member wants; an empty value is no wish. */
    record Wish(ObjectKey member, Optional<?> value) {}

    private void agree(String field, List<Wish> wishes) {
        Optional<Wish> first =
                wishes.stream().filter(wish -> wish.value().isPresent()).findFirst();
        first.ifPresent(holder -> wishes.stream()
                .filter(wish -> wish.value().isPresent() && !wish.value().equals(holder.value()))
                .forEach(wish -> found.add(new Conflict(
                        field, holder.member(), text(holder.value()), wish.member(), text(wish.value())))));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).filter(text -> !text.isEmpty()).orElse("none");
    }

    private void ofLoadBalancer() {
        ClassOptions settled = members.stream()
                .findFirst()
                .map(first -> first.loadBalancer().classOptions())
                .orElse(ClassOptions.NONE);
        exclusive(AnnotationKey.LOAD_BALANCER_NAME, LoadBalancerWish::name);
        exclusive(AnnotationKey.SCHEME, LoadBalancerWish::scheme);
        exclusive(AnnotationKey.IP_ADDRESS_TYPE, LoadBalancerWish::ipAddressType);
        exclusive(
                AnnotationKey.SUBNETS,
                wish -> Optional.ofNullable(wish.subnets())
                        .map(subnets -> (subnets.ofClass() ? "of the class " : "")
                                + subnets.names().stream().sorted().toList()
                                + (subnets.tags().isEmpty() ? "" : subnets.tags()))
                        .orElse(null));
        exclusive(AnnotationKey.SECURITY_GROUPS, wish -> emptyIsNull(wish.securityGroups()));
        if (members.stream()
                .anyMatch(member -> !member.loadBalancer().securityGroups().isEmpty())) {
            exclusive(
                    AnnotationKey.MANAGE_BACKEND_SECURITY_GROUP_RULES,
                    LoadBalancerWish::manageBackendSecurityGroupRules);
        }
        exclusive(AnnotationKey.CUSTOMER_OWNED_IPV4_POOL, LoadBalancerWish::customerOwnedIpv4Pool);
        if (settled.ipamIpv4PoolId() == null) {
            exclusive(AnnotationKey.IPAM_IPV4_POOL_ID, LoadBalancerWish::ipamIpv4PoolId);
        }
        if (settled.minimumCapacityUnits() == null) {
            exclusive(AnnotationKey.MINIMUM_LOAD_BALANCER_CAPACITY, LoadBalancerWish::minimumCapacityUnits);
        }
        exclusive(
                AnnotationKey.OUTBOUND,
                wish -> asSet(wish.managedSecurityGroups().outbound()));
        exclusive(
                AnnotationKey.SECURITY_GROUP_RULES,
                wish -> asSet(wish.managedSecurityGroups().rules()));
        exclusive(AnnotationKey.RULE_ORDER, LoadBalancerWish::ruleOrder);
        exclusive(AnnotationKey.SSL_REDIRECT, LoadBalancerWish::sslRedirectPort);
        perKey(
                AnnotationKey.LOAD_BALANCER_ATTRIBUTES,
                LoadBalancerWish::attributes,
                settled.attributes().keySet());
        perKey(AnnotationKey.TAGS, LoadBalancerWish::tags, Set.of());
    }

    private void ofAddons() {
        exclusive(AnnotationKey.WAFV2_ACL_ARN, wish -> addon(wish, Addon.WebAcl.class, Addon.WebAcl::webAclArn));
        exclusive(
                AnnotationKey.WAF_ACL_ID,
                wish -> addon(wish, Addon.RegionalWebAcl.class, Addon.RegionalWebAcl::webAclId));
        exclusive(
                AnnotationKey.SHIELD_ADVANCED_PROTECTION,
                wish -> addon(wish, Addon.ShieldProtection.class, Addon.ShieldProtection::enabled));
    }

    /** Names of Ingress and Service joined by a dash can be the same for two pairs. */
    private void ofTargetGroups() {
        Map<String, List<Wish>> byResource = new LinkedHashMap<>();
        for (Contribution member : members) {
            member.targets()
                    .forEach(target -> byResource
                            .computeIfAbsent(target.targetGroup().resource(), ignored -> new ArrayList<>())
                            .add(new Wish(
                                    member.ingress(), Optional.of("target group for Ingress " + member.ingress()))));
        }
        byResource.forEach((resource, wishes) -> agree("target group " + resource, wishes));
    }

    private static <A extends Addon> @Nullable Object addon(
            LoadBalancerWish wish, Class<A> kind, Function<A, Object> setting) {
        return wish.addons().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(setting)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable List<String> emptyIsNull(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static @Nullable Set<String> asSet(List<String> list) {
        return list.isEmpty() ? null : new TreeSet<>(list);
    }

    private void exclusive(AnnotationKey key, Function<LoadBalancerWish, ? extends @Nullable Object> field) {
        agree(
                key.key(),
                members.stream()
                        .map(member ->
                                new Wish(member.ingress(), Optional.ofNullable(field.apply(member.loadBalancer()))))
                        .toList());
    }

    private void perKey(AnnotationKey key, Function<LoadBalancerWish, Map<String, String>> field, Set<String> settled) {
        Map<String, List<Wish>> byKey = new LinkedHashMap<>();
        for (Contribution member : members) {
            field.apply(member.loadBalancer())
                    .forEach((name, value) -> byKey.computeIfAbsent(name, ignored -> new ArrayList<>())
                            .add(new Wish(member.ingress(), Optional.of(name + "=" + value))));
        }
        byKey.keySet().removeAll(settled);
        byKey.values().forEach(wishes -> agree(key.key(), wishes));
    }
}
