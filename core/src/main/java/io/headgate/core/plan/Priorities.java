package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers for the rules of a listener. Rules that stay keep theirs; others get a free number between their neighbours. Where there is
 * none, all that follow move up, order unchanged, so that the next insertion finds room.
 */
final class Priorities {

    /** The API's greatest priority. */
    static final int MAX = 50_000;

    private static final int STRIDE = 10;

    private final List<Placed> placed;
    private final List<Rule> observed;
    private final Set<Integer> occupied = new HashSet<>();
    private final Set<Integer> foreign = new HashSet<>();
    private final Map<Rule, Integer> shifted = new HashMap<>();
    private final int[] numbers;
    private final int top;

    private Priorities(List<Placed> placed, List<Rule> observed, List<Rule> foreign, List<Rule> passing) {
        this.placed = placed;
        this.observed = observed;
        this.numbers = new int[placed.size()];
        observed.forEach(rule -> occupied.add(rule.priority()));
        foreign.forEach(rule -> this.foreign.add(rule.priority()));
        occupied.addAll(this.foreign);
        top = occupied.stream().mapToInt(Integer::intValue).max().orElse(0);
        passing.forEach(rule -> this.foreign.add(rule.priority()));
        occupied.addAll(this.foreign);
    }

    /**
     * @param numbers of the desired rules
     * @param shifted new numbers of observed rules that only make room
     */
    record Assignment(List<Integer> numbers, Map<Rule, Integer> shifted) {}

    /**
     * @param observed own rules in order of priority
     * @param foreign rules of others, which stay
     * @param passing rules at the far end that go in a while
     */
    static Assignment assign(List<Placed> placed, List<Rule> observed, List<Rule> foreign, List<Rule> passing) {
        Priorities priorities = new Priorities(placed, observed, foreign, passing);
        priorities.assign();
        List<Integer> numbers = new ArrayList<>();
        for (int number : priorities.numbers) {
            numbers.add(number);
        }
        return new Assignment(numbers, priorities.shifted);
    }

    private void assign() {
        int below = 0;
        int position = 0;
        while (position < placed.size()) {
            int end = position;
            while (end < placed.size() && !placed.get(end).anchored()) {
                end++;
            }
            boolean last = end == placed.size();
            int above = last ? MAX + 1 : number(placed.get(end));
            if (!fill(position, end, below, above)) {
                makeRoom(position, below);
                return;
            }
            if (!last) {
                numbers[end] = above;
                below = above;
            }
            position = end + 1;
        }
    }

    private static int number(Placed anchor) {
        Rule origin = anchor.origin();
        return origin == null ? 0 : origin.priority();
    }

    private boolean fill(int from, int to, int below, int above) {
        List<Integer> free = new ArrayList<>();
        int wanted = to - from;
        for (int number = below + 1; number < above && (above <= MAX || free.size() < wanted); number++) {
            if (!occupied.contains(number)) {
                free.add(number);
            }
        }
        if (free.size() < wanted) {
            return false;
        }
        int step = Math.max(1, free.size() / (wanted + 1));
        for (int index = 0; index < wanted; index++) {
            int at = free.size() == wanted ? index : Math.min(free.size() - wanted + index, step * (index + 1) - 1);
            numbers[from + index] = free.get(at);
        }
        return true;
    }

    /** Gives new numbers to all from {@code position} on and to all observed rules above {@code below}, old order kept. */
    private void makeRoom(int position, int below) {
        List<Rule> waiting = new ArrayList<>(observed.stream()
                .filter(rule -> rule.priority() > below)
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList());
        int count = waiting.size() + placed.size() - position;
        Numbering numbering = new Numbering(top + count <= MAX ? top : below, count);
        for (int index = position; index < placed.size(); index++) {
            Placed next = placed.get(index);
            if (next.anchored()) {
                Rule moved;
                do {
                    moved = waiting.removeFirst();
                    numbers[index] = numbering.next();
                    shifted.put(moved, numbers[index]);
                } while (!moved.equals(next.origin()));
            } else {
                numbers[index] = numbering.next();
            }
        }
        waiting.forEach(rule -> shifted.put(rule, numbering.next()));
    }

    /** Ascending numbers with room between them, none of them a foreign rule's. */
    private final class Numbering {
        private final int stride;
        private int number;

        Numbering(int below, int count) {
            this.number = below;
            this.stride = Math.clamp((MAX - below) / Math.max(1, count), 1, STRIDE);
        }

        int next() {
            number += stride;
            while (foreign.contains(number)) {
                number++;
            }
            return number;
        }
    }
}
