package io.headgate.core.quota;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * How much of each limit a stack uses, whether it is desired or observed.
 *
 * @param used by quota; what is not in it is not used
 */
public record QuotaLedger(Map<Quota, Integer> used, Limits limits) {

    public QuotaLedger {
        used = Map.copyOf(used);
    }

    /** What a stack uses. Targets are not part of a stack. */
    public static QuotaLedger of(Stack stack, Limits limits) {
        Map<Quota, Integer> used = new EnumMap<>(Quota.class);
        stack.loadBalancers().stream()
                .filter(QuotaLedger::isApplication)
                .forEach(balancer -> used.putAll(ofApplication(balancer)));
        used.put(
                Quota.SECURITY_GROUP_RULES,
                most(stack.securityGroups(), group -> group.ingress().size()));
        long application = stack.loadBalancers().stream()
                .filter(QuotaLedger::isApplication)
                .count();
        count(used, Quota.LOAD_BALANCERS, limits, application);
        count(used, Quota.NETWORK_LOAD_BALANCERS, limits, stack.loadBalancers().size() - application);
        count(used, Quota.TARGET_GROUPS, limits, stack.targetGroups().size());
        return new QuotaLedger(used, limits);
    }

    /** The same with the number of targets of each target group. */
    public QuotaLedger withTargets(Collection<Integer> targets) {
        Map<Quota, Integer> more = new EnumMap<>(Quota.class);
        more.putAll(used);
        more.put(Quota.TARGETS, targets.stream().mapToInt(Integer::intValue).sum());
        more.put(Quota.TARGETS_OF_TARGET_GROUP, most(targets, Integer::intValue));
        return new QuotaLedger(more, limits);
    }

    /** What is used at all, in the order of {@link Quota}. */
    public List<QuotaUse> uses() {
        return Arrays.stream(Quota.values())
                .filter(quota -> used(quota) > 0)
                .map(quota -> new QuotaUse(quota, used(quota), limits.of(quota), limits.knows(quota)))
                .toList();
    }

    public int used(Quota quota) {
        return used.getOrDefault(quota, 0);
    }

    /**
     * What does not fit. What was there before and did not become more is no reason to refuse a change, even if it is over a limit that
     * was lowered.
     *
     * @param before what is used without the change
     */
    public Optional<QuotaUse> exceeded(QuotaLedger before) {
        return exceeded().stream()
                .filter(use -> use.used() > before.used(use.quota()))
                .findFirst();
    }

    /** What is used more or less than before, in the order of {@link Quota}. */
    public List<QuotaChange> changesSince(QuotaLedger before) {
        return Arrays.stream(Quota.values())
                .filter(quota -> withOthers(quota) != before.withOthers(quota))
                .map(quota -> new QuotaChange(
                        quota, before.withOthers(quota), withOthers(quota), limits.of(quota), limits.knows(quota)))
                .toList();
    }

    /** What is over its limit. */
    public List<QuotaUse> exceeded() {
        return uses().stream().filter(QuotaUse::exceeded).toList();
    }

    /** Where this uses nothing of a limit of the whole account, others may. */
    private int withOthers(Quota quota) {
        return used.getOrDefault(quota, limits.usedElsewhere().getOrDefault(quota, 0));
    }

    private static void count(Map<Quota, Integer> used, Quota quota, Limits limits, long own) {
        if (own > 0) {
            used.put(quota, Math.toIntExact(own) + limits.usedElsewhere().getOrDefault(quota, 0));
        }
    }

    private static boolean isApplication(LoadBalancer balancer) {
        return balancer.type().equals("application");
    }

    private static Map<Quota, Integer> ofApplication(LoadBalancer balancer) {
        List<RoutingRule> rules = balancer.listeners().stream()
                .flatMap(listener -> listener.rules().stream())
                .map(rule -> rule.routing())
                .toList();
        List<List<Action>> actions = new ArrayList<>();
        rules.forEach(rule -> actions.add(rule.actions()));
        balancer.listeners().forEach(listener -> actions.add(listener.defaultActions()));
        Map<Quota, Integer> used = new EnumMap<>(Quota.class);
        used.put(Quota.RULES, rules.size());
        used.put(Quota.LISTENERS, balancer.listeners().size());
        used.put(Quota.CERTIFICATES, (int) balancer.listeners().stream()
                .flatMap(QuotaLedger::furtherCertificates)
                .distinct()
                .count());
        used.put(Quota.CONDITION_VALUES, most(rules, rule -> RuleSize.of(rule).values()));
        used.put(
                Quota.CONDITION_WILDCARDS, most(rules, rule -> RuleSize.of(rule).wildcards()));
        used.put(Quota.TARGET_GROUPS_OF_ACTION, most(actions, list ->
                (int) targetGroups(list).count()));
        used.put(Quota.TARGET_GROUPS_OF_LOAD_BALANCER, (int)
                actions.stream().flatMap(QuotaLedger::targetGroups).distinct().count());
        used.put(Quota.SECURITY_GROUPS, balancer.securityGroups().size());
        return used;
    }

    private static Stream<CertificateRef> furtherCertificates(Listener listener) {
        return listener.certificates().stream().skip(1);
    }

    private static Stream<?> targetGroups(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> action instanceof Action.Forward(var groups, var _)
                        ? groups.stream().map(Action.WeightedTargetGroup::targetGroup)
                        : Stream.empty());
    }

    private static <T> int most(Collection<T> things, ToIntFunction<T> size) {
        return things.stream().mapToInt(size).max().orElse(0);
    }
}
