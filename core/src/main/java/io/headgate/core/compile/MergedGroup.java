package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.ClassOptions;
import io.headgate.core.contribution.Contribution.FrontendWish;
import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.contribution.Contribution.SubnetWish;
import io.headgate.core.contribution.MemberTags;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.quota.Limits;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.settings.RuleOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a group as a whole, from contributions that do not contradict each other. The first member that has a wish decides.
 *
 * @param members contributions in group order, at least one
 */
record MergedGroup(GroupId group, List<Contribution> members, CloudFacts facts, CompilerSettings settings) {
    private static final int APPLICATION_ZONES = 2;
    private static final String INTERNET_FACING = "internet-facing";

    MergedGroup {
        members = List.copyOf(members);
    }

    /** The limits of the account, flags included. */
    Limits limits() {
        return settings.limits(facts.limits());
    }

    <T> Optional<T> wish(Function<LoadBalancerWish, @Nullable T> field) {
        return members.stream()
                .map(member -> field.apply(member.loadBalancer()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    <T> Optional<T> frontendWish(Function<FrontendWish, @Nullable T> field) {
        return members.stream()
                .map(member -> field.apply(member.frontend()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What the class of the first member decides alone. */
    ClassOptions classOptions() {
        return members.getFirst().loadBalancer().classOptions();
    }

    RuleOrder ruleOrder() {
        return wish(LoadBalancerWish::ruleOrder).orElse(settings.defaultRuleOrder());
    }

    String scheme() {
        return wish(LoadBalancerWish::scheme).orElse(settings.defaultLoadBalancerScheme());
    }

    String ipAddressType() {
        return wish(LoadBalancerWish::ipAddressType).orElse("ipv4");
    }

    boolean dualStack() {
        return !ipAddressType().equals("ipv4");
    }

    /** A load balancer that exists keeps its subnets unless others are chosen or its scheme changes. */
    SubnetChoice.Choice subnets() {
        Optional<SubnetWish> wish = wish(LoadBalancerWish::subnets);
        Optional<CloudFacts.ExistingLoadBalancer> existing =
                facts.existingLoadBalancers().getOrDefault(group.toString(), List.of()).stream()
                        .filter(balancer -> balancer.scheme().equals(scheme()))
                        .findFirst();
        if (wish.isEmpty() && existing.isPresent()) {
            return new SubnetChoice.Choice.Chosen(
                    existing.get().subnetIds().stream().sorted().toList());
        }
        int zones = settings.enabled(FeatureGate.ALB_SINGLE_SUBNET) ? 1 : APPLICATION_ZONES;
        return new SubnetChoice(facts, settings, new SubnetChoice.LoadBalancerKind(scheme(), dualStack(), zones))
                .choose(wish.orElse(null));
    }

    List<String> ownSecurityGroups() {
        return wish(wish -> wish.securityGroups().isEmpty() ? null : wish.securityGroups())
                .orElse(List.of());
    }

    /** Where traffic of the managed security groups may go; empty when nobody restricts it. */
    List<String> outbound() {
        return wish(wish -> wish.managedSecurityGroups().outbound().isEmpty()
                        ? null
                        : wish.managedSecurityGroups().outbound())
                .orElse(List.of());
    }

    /** Whether the permissions of the managed security groups are to be written in a way. */
    boolean writesSecurityGroupRules(String way) {
        return members.stream()
                .anyMatch(member ->
                        member.loadBalancer().managedSecurityGroups().rules().contains(way));
    }

    /** Tags of what all members share, without tracking tags. */
    Map<String, String> tags() {
        return tags(members);
    }

    /** Tags of what these members share, without tracking tags. */
    Map<String, String> tags(List<Contribution> sharing) {
        Map<String, String> tags = new LinkedHashMap<>();
        sharing.forEach(member -> tags.putAll(member.loadBalancer().tags()));
        return MemberTags.withDefaults(tags, settings);
    }

    String frontendScheme() {
        return frontendWish(FrontendWish::scheme).orElse(settings.defaultLoadBalancerScheme());
    }

    boolean frontendFacesInternet() {
        return frontendScheme().equals(INTERNET_FACING);
    }

    SubnetChoice.Choice frontendSubnets() {
        Optional<List<String>> names = frontendWish(wish -> wish.subnets().isEmpty() ? null : wish.subnets());
        return new SubnetChoice(facts, settings, new SubnetChoice.LoadBalancerKind(frontendScheme(), dualStack(), 1))
                .choose(names.map(found -> new SubnetWish(false, found, Map.of()))
                        .orElse(null));
    }

    List<String> eipAllocations() {
        return frontendWish(wish -> wish.eipAllocations().isEmpty() ? null : wish.eipAllocations())
                .orElse(List.of());
    }
}
