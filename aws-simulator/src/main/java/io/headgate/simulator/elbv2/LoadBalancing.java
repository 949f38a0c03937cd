package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.Limits;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.ApiError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The load balancers of the account with all that belongs to them: what ELBv2 keeps. Not safe for many threads. */
public final class LoadBalancing {
    /** What this part shares with the rest of the account. */
    public record Setting(
            Identity identity, Ids ids, Tags tags, Limits limits, Timing timing, InstantSource clock, boolean lenient) {
        Quotas quotas() {
            return limits.now();
        }
    }

    final Setting setting;
    final Map<String, LoadBalancer> loadBalancers = new LinkedHashMap<>();
    final Map<String, Listener> listeners = new LinkedHashMap<>();
    /** ARN of a listener's default rule, by listener. */
    final Map<String, String> defaultRules = new LinkedHashMap<>();

    final Map<String, Rule> rules = new LinkedHashMap<>();
    final Map<String, TargetGroup> targetGroups = new LinkedHashMap<>();
    final List<Target> targets = new ArrayList<>();
    final Map<String, String> trustStores = new LinkedHashMap<>();

    public LoadBalancing(Setting setting) {
        this.setting = setting;
    }

    public List<LoadBalancer> loadBalancers() {
        return List.copyOf(loadBalancers.values());
    }

    public Optional<LoadBalancer> find(String loadBalancerArn) {
        return Optional.ofNullable(loadBalancers.get(loadBalancerArn));
    }

    /** Whether a load balancer is there but not active yet. */
    public boolean provisioning(String loadBalancerArn) {
        return find(loadBalancerArn)
                .filter(found -> setting.clock().instant().isBefore(found.activeAt()))
                .isPresent();
    }

    public List<Listener> listeners() {
        return List.copyOf(listeners.values());
    }

    public List<Listener> listenersOf(String loadBalancerArn) {
        return listeners.values().stream()
                .filter(listener -> listener.loadBalancerArn().equals(loadBalancerArn))
                .toList();
    }

    /** In order of priority, without the default rule. */
    public List<Rule> rulesOf(String listenerArn) {
        return rules.values().stream()
                .filter(rule -> rule.listenerArn().equals(listenerArn))
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList();
    }

    public List<TargetGroup> targetGroups() {
        return List.copyOf(targetGroups.values());
    }

    /** Draining ones included, until their delay is over. */
    public List<Target> targetsOf(String targetGroupArn) {
        forgetDrained();
        return targets.stream()
                .filter(target -> target.targetGroupArn().equals(targetGroupArn))
                .toList();
    }

    private void forgetDrained() {
        targets.removeIf(target ->
                target.drainingUntil() != null && !setting.clock().instant().isBefore(target.drainingUntil()));
    }

    /** The load balancers that send requests to a target group, in a rule or as a default. */
    public Collection<String> loadBalancersOf(String targetGroupArn) {
        Set<String> found = new LinkedHashSet<>();
        for (Listener listener : listeners.values()) {
            if (sends(listener.defaultActions(), targetGroupArn)) {
                found.add(listener.loadBalancerArn());
            }
        }
        for (Rule rule : rules.values()) {
            if (sends(rule.routing().actions(), targetGroupArn)) {
                found.add(listener(rule.listenerArn()).loadBalancerArn());
            }
        }
        return found;
    }

    private static boolean sends(List<Action> actions, String targetGroupArn) {
        return actions.stream().flatMap(LoadBalancing::targetGroupsOf).anyMatch(targetGroupArn::equals);
    }

    private Stream<Action> actionsOf(Listener listener) {
        return Stream.concat(
                listener.defaultActions().stream(),
                rulesOf(listener.arn()).stream().flatMap(rule -> rule.routing().actions().stream()));
    }

    /** ARNs of the target groups that a load balancer sends requests to. */
    Set<String> targetGroupsOf(LoadBalancer loadBalancer) {
        Set<String> found = new LinkedHashSet<>();
        listenersOf(loadBalancer.arn()).stream()
                .flatMap(this::actionsOf)
                .flatMap(LoadBalancing::targetGroupsOf)
                .forEach(found::add);
        return found;
    }

    /** ARNs of the target groups of a forward action; none for other actions. */
    static Stream<String> targetGroupsOf(Action action) {
        return action instanceof Action.Forward forward
                ? forward.targetGroups().stream().map(each -> arnOf(each.targetGroup()))
                : Stream.of();
    }

    static String arnOf(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn(String arn) -> arn;
            case TargetGroupRef.InStack(String resource) -> throw new IllegalStateException(resource);
        };
    }

    /** The listeners of Application Load Balancers that are targets of the listener of a Network Load Balancer. */
    public List<Listener> listenersBehind(Listener front) {
        return front.defaultActions().stream()
                .flatMap(LoadBalancing::targetGroupsOf)
                .flatMap(group -> targetsOf(group).stream())
                .filter(target -> target.drainingUntil() == null)
                .flatMap(target -> listenersOf(target.id()).stream().filter(behind -> behind.port() == target.port()))
                .toList();
    }

    /** The load balancers that use a certificate. */
    public Collection<String> usersOfCertificate(String certificateArn) {
        return listeners.values().stream()
                .filter(listener -> listener.certificates().contains(certificateArn))
                .map(Listener::loadBalancerArn)
                .distinct()
                .toList();
    }

    /** Adds a target group that was there before. */
    public void addTargetGroup(TargetGroup group) {
        targetGroups.put(group.arn(), group);
    }

    /** Adds a trust store that was there before. */
    public void addTrustStore(String arn, String name) {
        trustStores.put(arn, name);
    }

    LoadBalancer loadBalancer(String arn) {
        return Optional.ofNullable(loadBalancers.get(arn))
                .orElseThrow(() -> ApiError.of("LoadBalancerNotFound", "One or more load balancers not found: " + arn));
    }

    Listener listener(String arn) {
        return Optional.ofNullable(listeners.get(arn))
                .orElseThrow(() -> ApiError.of("ListenerNotFound", "One or more listeners not found: " + arn));
    }

    Rule rule(String arn) {
        return Optional.ofNullable(rules.get(arn))
                .orElseThrow(() -> ApiError.of("RuleNotFound", "One or more rules not found: " + arn));
    }

    TargetGroup targetGroup(String arn) {
        return Optional.ofNullable(targetGroups.get(arn))
                .orElseThrow(() -> ApiError.of("TargetGroupNotFound", "One or more target groups not found: " + arn));
    }

    void removeListener(String arn) {
        listeners.remove(arn);
        Optional.ofNullable(defaultRules.remove(arn)).ifPresent(setting.tags()::forget);
        rulesOf(arn).forEach(rule -> removeRule(rule.arn()));
        setting.tags().forget(arn);
    }

    void removeRule(String arn) {
        rules.remove(arn);
        setting.tags().forget(arn);
    }
}
