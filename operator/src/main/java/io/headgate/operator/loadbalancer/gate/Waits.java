package io.headgate.operator.loadbalancer.gate;

import io.headgate.core.cloud.Gatekeeper.Hold;
import io.headgate.core.plan.Gate;
import io.headgate.core.routing.Action.Forward;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.targets.HealthLedger.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What gates wait for, as it is in one pass. */
record Waits(GateSettings settings, HealthLedger health, Stack observed) {

    /** Targets tell themselves when to look again; this is for the case that nobody hears them. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Whether the time that a gate waits has begun. */
    boolean counts(Gate gate) {
        return switch (gate) {
            case Gate.TargetsHealthy _, Gate.Drained _, Gate.CanReplace _ -> true;
            case Gate.Overlapped(String former, String successor) -> serves(successor, former);
        };
    }

    /** The target groups whose health decides when the time of a gate begins, or whether it is open. */
    Set<String> targetGroups(Gate gate) {
        return switch (gate) {
            case Gate.TargetsHealthy(String targetGroup, String instead, boolean _) ->
                instead == null ? Set.of(targetGroup) : Set.of(targetGroup, instead);
            case Gate.Drained _ -> Set.of();
            case Gate.CanReplace(String former, String successor) -> targetGroups(former, successor);
            case Gate.Overlapped(String former, String successor) -> targetGroups(former, successor);
        };
    }

    private Set<String> targetGroups(String former, String successor) {
        return Stream.of(former, successor)
                .flatMap(balancer -> groupsOf(balancer).stream())
                .map(Waits::arn)
                .collect(Collectors.toSet());
    }

    Optional<Hold> hold(Gate gate, Instant start, Instant now) {
        return switch (gate) {
            case Gate.TargetsHealthy healthy -> warmingUp(healthy, start, now);
            case Gate.Drained(String targetGroup, Duration delay) -> {
                Duration limit = delay.compareTo(settings.longestDrain()) < 0 ? delay : settings.longestDrain();
                yield rest(start, limit, now)
                        .map(rest -> new Hold(
                                "Draining",
                                "target group " + name(targetGroup) + " is not used any more and is kept for another "
                                        + rest.toSeconds() + " s, so that requests under way come to their end",
                                again(rest)));
            }
            case Gate.CanReplace(String former, String successor) ->
                serves(successor, former) ? Optional.empty() : Optional.of(replacing(former));
            case Gate.Overlapped(String former, String successor) -> overlapping(former, successor, start, now);
        };
    }

    private Optional<Hold> warmingUp(Gate.TargetsHealthy gate, Instant start, Instant now) {
        Duration timeout = settings.warmUpTimeout();
        boolean expired = timeout != null && rest(start, timeout, now).isEmpty();
        if (expired || takesOver(gate)) {
            return Optional.empty();
        }
        Optional<Health> found = health.awaited(gate.targetGroup());
        String seen = found.map(known -> known.healthy() + " of " + known.total() + " targets are healthy")
                .orElse("the health of its targets is not known yet");
        int needed = found.map(known -> needed(gate, known)).orElse(1);
        return Optional.of(new Hold(
                "WarmingUp",
                "target group " + name(gate.targetGroup()) + " does not get the requests of " + instead(gate)
                        + " yet: " + seen + ", " + needed + " must be; look at its pods and its health check, or set"
                        + " --warm-up-timeout",
                SOON));
    }

    /** Whether as many targets are healthy as the requests of another group need. */
    private boolean takesOver(Gate.TargetsHealthy gate) {
        boolean nothingToLose =
                former(gate).filter(former -> former.healthy() == 0).isPresent();
        return nothingToLose
                || health.awaited(gate.targetGroup())
                        .filter(found -> found.healthy() >= needed(gate, found))
                        .isPresent();
    }

    /** What is seen of the group that has the requests; nothing where the load balancer answers itself. */
    private Optional<Health> former(Gate.TargetsHealthy gate) {
        return Optional.ofNullable(gate.instead()).flatMap(health::awaited);
    }

    private String instead(Gate.TargetsHealthy gate) {
        String former = gate.instead();
        return former == null ? "a redirect or a fixed response" : name(former);
    }

    /**
     * A redirect tells nothing of how many targets its requests need; and a group that serves others without any target is as its owner
     * wants it.
     */
    private int needed(Gate.TargetsHealthy gate, Health found) {
        if (gate.instead() == null && gate.serving() && found.total() == 0) {
            return 0;
        }
        int all = gate.serving() || gate.instead() == null ? 1 : found.total();
        return Math.max(
                1, former(gate).map(known -> Math.min(all, known.healthy())).orElse(all));
    }

    private Optional<Hold> overlapping(String former, String successor, Instant start, Instant now) {
        if (settings.replacementOverlap().isZero()) {
            return Optional.empty();
        }
        if (!serves(successor, former)) {
            return Optional.of(replacing(former));
        }
        return rest(start, settings.replacementOverlap(), now)
                .map(rest -> new Hold(
                        "Overlapping",
                        "load balancer " + balancerName(former) + " serves for another " + rest.toSeconds()
                                + " s beside the one that replaces it: point DNS records to the new address"
                                + " (--replacement-overlap)",
                        again(rest)));
    }

    private Hold replacing(String former) {
        return new Hold(
                Gates.REPLACING,
                "load balancer " + balancerName(former)
                        + " stays until the targets of the one that replaces it are healthy",
                SOON);
    }

    private static Optional<Duration> rest(Instant start, Duration wait, Instant now) {
        Duration rest = Duration.between(now, start.plus(wait));
        return rest.isPositive() ? Optional.of(rest) : Optional.empty();
    }

    private static Duration again(Duration rest) {
        Duration rounded = rest.plusMillis(1);
        return rounded.compareTo(LONGEST) < 0 ? rounded : LONGEST;
    }

    /** Whether each target group of a load balancer can take the requests of its counterpart of the former one. */
    private boolean serves(String successor, String former) {
        List<TargetGroup> after = groupsOf(successor);
        List<TargetGroup> before = groupsOf(former);
        return balancer(successor).isPresent()
                && before.stream()
                        .allMatch(old -> after.stream()
                                .filter(group -> group.resource().equals(old.resource()))
                                .allMatch(group -> takesOver(new Gate.TargetsHealthy(arn(group), arn(old), false))));
    }

    private List<TargetGroup> groupsOf(String loadBalancer) {
        Set<String> used = balancer(loadBalancer).stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(Waits::forwards)
                .collect(Collectors.toSet());
        return observed.targetGroups().stream()
                .filter(group -> used.contains(arn(group)))
                .toList();
    }

    private static Stream<String> forwards(Listener listener) {
        return Stream.concat(
                        listener.defaultActions().stream(),
                        listener.rules().stream().flatMap(rule -> rule.routing().actions().stream()))
                .flatMap(action -> action instanceof Forward forward ? forward.targetGroups().stream() : Stream.of())
                .flatMap(weighted -> weighted.targetGroup() instanceof TargetGroupRef.ByArn(String arn)
                        ? Stream.of(arn)
                        : Stream.of());
    }

    private Optional<LoadBalancer> balancer(String arn) {
        return observed.loadBalancers().stream()
                .filter(balancer -> arn.equals(balancer.arn()))
                .findFirst();
    }

    private String balancerName(String arn) {
        return balancer(arn).map(LoadBalancer::name).orElse(arn);
    }

    private String name(String targetGroup) {
        return observed.targetGroups().stream()
                .filter(group -> targetGroup.equals(group.arn()))
                .map(TargetGroup::resource)
                .findFirst()
                .orElse(targetGroup);
    }

    private static String arn(TargetGroup group) {
        return Objects.requireNonNull(group.arn(), "an observed target group has an ARN");
    }
}
