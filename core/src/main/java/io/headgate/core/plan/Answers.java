package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a listener answered before some changes and is to answer after them. Tells which rules in between answer somebody otherwise. Errs
 * towards harm: of two rules it may think that they share requests though they do not. Not for more than one thread.
 */
final class Answers {

    /** So much is compared, about a second's worth; what is not compared counts as harm. */
    private static final long MOST_LOOKS = 5_000_000;

    private static final long WEIGHT_OF_A_RULE = 10;
    private static final long WEIGHT_OF_A_COMPARISON = 30;

    private final Map<RoutingRule, Line> lines = new HashMap<>();
    private final List<RoutingRule> kinds = new ArrayList<>();
    private final Regions regions = new Regions();
    private final List<Line> before;
    private final List<Line> after;
    private long looks;

    /** A rule, or the default action as one without conditions. Rules that answer alike have the same answer. */
    record Line(int number, int answer) {}

    Answers(Listener present, List<Rule> own, Listener wanted) {
        this.before = lines(own.stream().map(Rule::routing).toList(), present.defaultActions());
        this.after = lines(wanted.rules().stream().map(Rule::routing).toList(), wanted.defaultActions());
    }

    private List<Line> lines(List<RoutingRule> rules, List<Action> defaults) {
        List<Line> all = new ArrayList<>();
        rules.forEach(rule -> all.add(line(rule)));
        all.add(rest(defaults));
        return all;
    }

    Line line(RoutingRule rule) {
        Line known = lines.get(rule);
        if (known == null) {
            known = new Line(regions.add(rule), answer(rule));
            lines.put(rule, known);
        }
        return known;
    }

    /** What is left by all rules. */
    Line rest(List<Action> defaults) {
        return line(new RoutingRule(List.of(), defaults, List.of()));
    }

    private int answer(RoutingRule rule) {
        RoutingRule answer = new RoutingRule(List.of(), rule.actions(), rule.transforms());
        for (int kind = 0; kind < kinds.size(); kind++) {
            if (Normal.same(kinds.get(kind), answer)) {
                return kind;
            }
        }
        kinds.add(answer);
        return kinds.size() - 1;
    }

    /** Whether so much was compared that no more is. */
    boolean isExhausted() {
        return looks > MOST_LOOKS;
    }

    /**
     * @param now the rules in order, the default action last
     * @param touched whose requests are asked about
     */
    Harm harm(List<Line> now, List<Line> touched) {
        looks += WEIGHT_OF_A_RULE * now.size();
        Harm harm = Harm.NONE;
        for (Line about : touched) {
            for (int at = 0; at < now.size(); at++) {
                if (meet(now.get(at), about)) {
                    harm = harm.and(harm(now.subList(0, at), now.get(at), about));
                }
            }
        }
        return isExhausted() ? new Harm(1, 0) : harm;
    }

    private Harm harm(List<Line> earlier, Line answering, Line about) {
        Harm harm = Harm.NONE;
        for (int old = 0; old < before.size() && !isExhausted(); old++) {
            Line former = before.get(old);
            if (former.answer() == answering.answer() || !meet(former, answering) || !meet(former, about)) {
                continue;
            }
            looks += after.size();
            for (int next = 0; next < after.size(); next++) {
                Line later = after.get(next);
                if (later.answer() != answering.answer()
                        && meet(later, answering)
                        && meet(later, about)
                        && meet(later, former)
                        && !nobody(
                                List.of(answering, about, former, later),
                                List.of(earlier, before.subList(0, old), after.subList(0, next)))) {
                    harm = harm.and(former.answer() == later.answer() ? new Harm(1, 0) : new Harm(0, 1));
                }
            }
        }
        return harm;
    }

    /** Whether what all of some rules take is certainly taken before by one of those that come earlier. */
    private boolean nobody(List<Line> all, List<List<Line>> earlier) {
        looks += WEIGHT_OF_A_COMPARISON * earlier.stream().mapToInt(List::size).sum();
        if (isExhausted()) {
            return false;
        }
        BitSet common = regions.common(all.stream().mapToInt(Line::number).toArray());
        return earlier.stream()
                .anyMatch(lines -> lines.stream().anyMatch(line -> regions.covers(line.number(), common)));
    }

    private boolean meet(Line one, Line other) {
        return regions.meet(one.number(), other.number());
    }
}
