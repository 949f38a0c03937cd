package io.headgate.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan being written. Not for more than one thread. */
final class Draft {

    private final List<PlannedStep> steps = new ArrayList<>();
    private final Map<String, Integer> makers = new HashMap<>();

    /** Appends a step that may run after those of the given numbers; gives its own number. */
    int add(Step step, Risk risk, Collection<Integer> after) {
        return add(step, risk, after, Set.of());
    }

    /** As above, for a step that also waits for something that only time brings. */
    int add(Step step, Risk risk, Collection<Integer> after, Set<Gate> gates) {
        int number = steps.size() + 1;
        steps.add(new PlannedStep(number, step, Set.copyOf(after), risk, gates));
        if (Placeholder.is(step.handle())) {
            makers.putIfAbsent(step.handle(), number);
        }
        return number;
    }

    /** Numbers of the steps that make what these handles name; what exists already needs none. */
    Set<Integer> makersOf(Collection<String> handles) {
        Set<Integer> numbers = new TreeSet<>();
        for (String handle : handles) {
            Integer maker = makers.get(handle);
            if (maker != null) {
                numbers.add(maker);
            }
        }
        return numbers;
    }

    /** Numbers of all steps so far from {@code first} on. */
    Set<Integer> since(int first) {
        Set<Integer> numbers = new TreeSet<>();
        for (int number = first; number <= steps.size(); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** Those of these steps that neither wait for something that only time brings, nor for steps that do. */
    Set<Integer> unheld(Set<Integer> numbers) {
        Set<Integer> held = new HashSet<>();
        for (PlannedStep planned : steps) {
            if (!planned.gates().isEmpty() || planned.after().stream().anyMatch(held::contains)) {
                held.add(planned.number());
            }
        }
        return numbers.stream().filter(number -> !held.contains(number)).collect(Collectors.toSet());
    }

    /** The number that the next step will get. */
    int next() {
        return steps.size() + 1;
    }

    List<PlannedStep> steps() {
        return List.copyOf(steps);
    }
}
