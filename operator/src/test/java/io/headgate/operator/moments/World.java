package io.headgate.operator.moments;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.plan.Gate;
import io.headgate.core.plan.Placeholder;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.plan.Renaming;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An account with one group, in which plans run in random order as far as steps allow it, stop half-way and wait for targets that become
 * healthy when they like. Looks at every moment. For one thread.
 */
final class World {

    private static final Policy POLICY = Policy.defaults("sg-backend");
    private static final int MOST_PASSES = 60;

    private final Random random;
    private final String name;
    private final Services services = new Services();
    private final Set<String> warm = new HashSet<>();
    private Stack observed;
    private int serial;
    private int moments;
    private final Map<Moment.Wrong, Integer> wrong = new EnumMap<>(Moment.Wrong.class);
    private final boolean full;
    private Policy policy = POLICY;
    private boolean hosted;

    /** @param full whether the load balancer takes no rule more than it has, or is to have */
    World(Random random, String name, Stack empty, boolean full) {
        this.random = random;
        this.name = name;
        this.full = full;
        this.observed = empty;
    }

    Stack observed() {
        return observed;
    }

    /** How many states were looked at. */
    int moments() {
        return moments;
    }

    /** How often a request was answered otherwise for want of rules. */
    Map<Moment.Wrong, Integer> wrong() {
        return Map.copyOf(wrong);
    }

    /** Edits the group, and waits for all that comes of it. */
    void become(Stack desired) {
        Moment moment = begin(desired);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Plan plan = Planner.plan(desired, observed, policy);
            if (plan.isEmpty()) {
                assertThat(observed.targetGroups()).as(name).hasSameSizeAs(desired.targetGroups());
                assertThat(observed.loadBalancers()).as(name).hasSameSizeAs(desired.loadBalancers());
                return;
            }
            run(plan, moment);
        }
        throw new AssertionError(
                name + ": never done:\n" + shown(observed) + "\n" + shown(Planner.plan(desired, observed, policy)));
    }

    /** Edits the group, and does not wait: what has to wait is overtaken by the next edit. */
    void beginToBecome(Stack desired) {
        Moment moment = begin(desired);
        run(Planner.plan(desired, observed, policy), moment);
    }

    private Moment begin(Stack desired) {
        services.desired(desired);
        if (full) {
            int limit = Math.max(rules(observed), rules(desired));
            policy = POLICY.withLimits(Limits.ASSUMED.with(Map.of(Quota.RULES, limit)));
            // The only rule may itself be one that goes.
            hosted = limit > 1 && hasHost();
        }
        return new Moment(
                name, observed, desired, services, Probes.of(random, observed, desired), Set.copyOf(warm), this::wrong);
    }

    /** The most that one load balancer has. */
    private static int rules(Stack stack) {
        return stack.loadBalancers().stream()
                .mapToInt(balancer -> balancer.listeners().stream()
                        .mapToInt(listener -> listener.rules().size())
                        .sum())
                .max()
                .orElse(0);
    }

    private void wrong(Moment.Wrong kind, String message) {
        if (!full) {
            throw new AssertionError(message);
        }
        Moment.Wrong counted = kind == Moment.Wrong.COLD && !hosted ? Moment.Wrong.UNCHECKED : kind;
        wrong.merge(counted, 1, Integer::sum);
        if (counted != Moment.Wrong.UNCHECKED) {
            System.out.println(
                    counted + " where " + policy.limits().of(Quota.RULES) + " rules are allowed: " + message);
        }
    }

    /** Whether a rule could name a target group beside those that it serves. */
    private boolean hasHost() {
        return observed.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> listener.rules().stream())
                .map(rule -> rule.routing().actions())
                .anyMatch(actions -> actions.size() == 1
                        && actions.getFirst() instanceof Action.Forward(var groups, var _)
                        && groups.size() < Quota.TARGET_GROUPS_OF_ACTION.byDefault());
    }

    private void checkRules() {
        if (full) {
            assertThat(rules(observed))
                    .as(name)
                    .isLessThanOrEqualTo(policy.limits().of(Quota.RULES));
        }
    }

    /** Runs the steps in a random order that their dependencies allow; sometimes stops after one of them. */
    private void run(Plan plan, Moment moment) {
        List<PlannedStep> waiting = new ArrayList<>(plan.steps());
        Set<Integer> done = new HashSet<>();
        Stack before = observed;
        boolean stops = random.nextInt(10) == 0;
        while (!waiting.isEmpty() && !(stops && random.nextInt(6) == 0)) {
            List<PlannedStep> ready = waiting.stream()
                    .filter(step -> done.containsAll(step.after()))
                    .toList();
            if (ready.isEmpty()) {
                break;
            }
            PlannedStep next = ready.get(random.nextInt(ready.size()));
            waiting.remove(next);
            if (opens(next)) {
                done.add(next.number());
                services.made(next);
                observed = next.step().applyTo(observed);
                warm.retainAll(checked());
                moments++;
                checkRules();
                try {
                    moment.check(observed, warm, next);
                } catch (AssertionError wrong) {
                    throw new AssertionError(
                            "%s%nsteps done: %s of%n%s%nbefore:%n%s"
                                    .formatted(wrong.getMessage(), done, shown(plan), shown(before)),
                            wrong);
                }
            }
        }
        nameAll();
        checked().stream().filter(group -> random.nextInt(5) > 0).forEach(warm::add);
    }

    private static String shown(Stack stack) {
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .map(listener -> listener.port() + " " + listener.defaultActions() + "\n    "
                        + listener.rules().stream()
                                .map(rule -> rule.priority() + " " + rule.arn() + " " + rule.routing())
                                .collect(Collectors.joining("\n    ")))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.number() + " " + step.step() + " after " + step.after() + " once " + step.gates())
                .collect(Collectors.joining("\n"));
    }

    private boolean opens(PlannedStep planned) {
        return planned.gates().stream()
                .sorted(Comparator.comparing(Gate::toString))
                .allMatch(this::opens);
    }

    private boolean opens(Gate gate) {
        return switch (gate) {
            case Gate.TargetsHealthy(String targetGroup, String instead, boolean _) ->
                (instead != null && !warm.contains(instead)) || isWarm(targetGroup);
            case Gate.Drained(String targetGroup, var delay) -> {
                assertThat(forwarded()).as(name).doesNotContain(targetGroup);
                assertThat(delay.isNegative()).as(name).isFalse();
                yield random.nextBoolean();
            }
            case Gate.CanReplace(String _, String successor) -> serves(successor);
            case Gate.Overlapped(String former, String successor) -> {
                assertThat(former).as(name).isNotEqualTo(successor);
                yield serves(successor) && random.nextBoolean();
            }
        };
    }

    private boolean serves(String successor) {
        return observed.loadBalancers().stream()
                .filter(balancer -> successor.equals(balancer.arn()))
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> Moment.serving(listener).stream())
                .filter(services::isOurs)
                .allMatch(this::isWarm);
    }

    private boolean isWarm(String targetGroup) {
        if (checked().contains(targetGroup) && random.nextInt(3) > 0) {
            warm.add(targetGroup);
        }
        return warm.contains(targetGroup);
    }

    /** The target groups whose health is looked at: those that some action names and that have targets. */
    private Set<String> checked() {
        Set<String> bound = observed.bindings().stream()
                .flatMap(binding -> binding.targetGroup() instanceof TargetGroupRef.ByArn(String arn)
                        ? Stream.of(arn)
                        : Stream.of())
                .collect(Collectors.toSet());
        bound.retainAll(forwarded());
        return new TreeSet<>(bound);
    }

    private Set<String> forwarded() {
        return observed.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> Moment.named(listener).stream())
                .collect(Collectors.toSet());
    }

    /** Gives real names to what has placeholders. */
    private void nameAll() {
        Map<String, String> names = new HashMap<>();
        Moment.handles(observed).filter(Placeholder::is).forEach(handle -> names.put(handle, "arn:" + ++serial));
        observed = Renaming.of(names).stack(observed);
        services.renamed(names);
        Set<String> renamed =
                warm.stream().map(group -> names.getOrDefault(group, group)).collect(Collectors.toSet());
        warm.clear();
        warm.addAll(renamed);
    }
}
