package io.headgate.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans take away: by which name it is approved, what waits for that, and what is given away instead. */
final class RemovalsTest {

    private static final Policy POLICY = new Policy(Set.of(), Set.of(), "sg-backend", true, true);
    private static final int PAIRS = 400;

    private int serial;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 2026})
    void whatIsHeld_isThereAfterwards_andHasTheSameName(long seed) {
        Random random = new Random(seed);
        for (int pair = 0; pair < PAIRS; pair++) {
            Stack observed = made(new RandomStacks(random).next());
            Stack desired = new RandomStacks(random).next();
            Plan plan = Planner.plan(desired, observed, POLICY);
            Removals removals = Removals.of(plan);

            Stack held = withoutRemovals(plan, observed);

            Plan next = Planner.plan(desired, held, POLICY);
            assertThat(next.steps())
                    .as("only what was held, seed %d pair %d", seed, pair)
                    .allMatch(planned -> Removals.thing(planned).isPresent()
                            || !planned.after().isEmpty());
            assertThat(Removals.of(next)).as("seed %d pair %d", seed, pair).isEqualTo(removals);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 77})
    void whatIsGivenAway_stays_andIsNobodys(long seed) {
        Random random = new Random(seed);
        for (int each = 0; each < PAIRS; each++) {
            Stack observed = made(new RandomStacks(random).next());
            Plan plan = Retention.of(observed);

            Stack after = plan.applyTo(observed);

            assertThat(Removals.of(plan).isEmpty()).isTrue();
            assertThat(handles(after)).isEqualTo(handles(observed));
            assertThat(tagKeys(after)).noneMatch(TrackingTags::isTracking);
            assertThat(Retention.of(after).steps()).isEmpty();
        }
    }

    @Test
    void muchAtOnce_isDoubtful() {
        Random random = new Random(1);
        Stack desired = IntStream.range(0, 100)
                .mapToObj(ignored -> new RandomStacks(random).next())
                .filter(stack -> stack.targetGroups().size() >= 3)
                .findFirst()
                .orElseThrow();
        Stack observed = made(desired);
        Plan everything = Planner.plan(Stack.empty(RandomStacks.GROUP), observed, POLICY);

        assertThat(RemovalShare.doubtful(everything, observed, 50)).isPresent();
        assertThat(RemovalShare.doubtful(everything, observed, 100)).isEmpty();
        assertThat(RemovalShare.doubtful(Planner.plan(desired, observed, POLICY), observed, 0))
                .isEmpty();
    }

    @Test
    void nothingToGo_hasNoName() {
        assertThat(new Removals(Set.of()).id()).isEmpty();
        assertThat(new Removals(Set.of("DeleteRule b", "DeleteRule a")).id())
                .isEqualTo(new Removals(Set.of("DeleteRule a", "DeleteRule b")).id())
                .isNotEqualTo(new Removals(Set.of("DeleteRule a")).id());
    }

    private Stack made(Stack desired) {
        Plan plan = Planner.plan(desired, Stack.empty(RandomStacks.GROUP), POLICY);
        return named(plan, plan.applyTo(Stack.empty(RandomStacks.GROUP)));
    }

    /** What an operator does that nobody gave a word. */
    private Stack withoutRemovals(Plan plan, Stack observed) {
        Set<Integer> undone = new HashSet<>();
        Stack stack = observed;
        for (PlannedStep planned : plan.steps()) {
            if (Removals.thing(planned).isPresent() || planned.after().stream().anyMatch(undone::contains)) {
                undone.add(planned.number());
            } else {
                stack = planned.step().applyTo(stack);
            }
        }
        return named(plan, stack);
    }

    private Stack named(Plan plan, Stack stack) {
        Map<String, String> names = new HashMap<>();
        plan.steps().stream()
                .map(planned -> planned.step().handle())
                .filter(Placeholder::is)
                .forEach(handle -> names.put(handle, "arn:" + ++serial));
        return Renaming.of(names).stack(stack);
    }

    private static List<Object> handles(Stack stack) {
        return List.of(
                stack.loadBalancers().stream().map(LoadBalancer::arn).toList(),
                listeners(stack).stream().map(Listener::arn).toList(),
                listeners(stack).stream()
                        .flatMap(listener -> listener.rules().stream())
                        .map(rule -> rule.arn() + rule.routing())
                        .toList(),
                stack.targetGroups().stream().map(group -> group.arn()).toList(),
                stack.securityGroups().stream().map(group -> group.id()).toList());
    }

    private static Set<String> tagKeys(Stack stack) {
        Set<String> keys = new HashSet<>();
        stack.loadBalancers().forEach(balancer -> keys.addAll(balancer.tags().keySet()));
        listeners(stack).forEach(listener -> {
            keys.addAll(listener.tags().keySet());
            listener.rules().forEach(rule -> keys.addAll(rule.tags().keySet()));
        });
        stack.targetGroups().forEach(group -> keys.addAll(group.tags().keySet()));
        stack.securityGroups().forEach(group -> keys.addAll(group.tags().keySet()));
        return keys;
    }

    private static List<Listener> listeners(Stack stack) {
        return stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .toList();
    }
}
