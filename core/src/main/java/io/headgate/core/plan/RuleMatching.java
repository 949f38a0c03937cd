package io.headgate.core.plan;

import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which desired rules exist already in the right order: the heaviest common subsequence of both lists, in which a rule that is wholly
 * equal weighs more than one whose conditions alone are.
 */
final class RuleMatching {

    private static final int EQUAL = 3;
    private static final int SAME_CONDITIONS = 2;

    private final List<Rule> desired;
    private final List<Rule> observed;
    private final int[][] weights;

    private RuleMatching(List<Rule> desired, List<Rule> observed) {
        this.desired = desired;
        this.observed = observed;
        this.weights = new int[desired.size() + 1][observed.size() + 1];
    }

    /** The observed rule of each desired one, null where it has none. */
    static List<@Nullable Rule> of(List<Rule> desired, List<Rule> observed) {
        RuleMatching matching = new RuleMatching(desired, observed);
        matching.weigh();
        return matching.chosen();
    }

    private void weigh() {
        for (int left = desired.size() - 1; left >= 0; left--) {
            for (int right = observed.size() - 1; right >= 0; right--) {
                int skipped = Math.max(weights[left + 1][right], weights[left][right + 1]);
                int likeness = likeness(left, right);
                weights[left][right] =
                        likeness == 0 ? skipped : Math.max(skipped, likeness + weights[left + 1][right + 1]);
            }
        }
    }

    private int likeness(int left, int right) {
        Rule one = desired.get(left);
        Rule other = observed.get(right);
        if (!Normal.sameConditions(one.routing(), other.routing())) {
            return 0;
        }
        return Normal.same(one.routing(), other.routing()) ? EQUAL : SAME_CONDITIONS;
    }

    private List<@Nullable Rule> chosen() {
        List<@Nullable Rule> matches = new ArrayList<>();
        int right = 0;
        while (matches.size() < desired.size()) {
            int left = matches.size();
            while (right < observed.size()
                    && !pairs(left, right)
                    && weights[left][right + 1] > weights[left + 1][right]) {
                right++;
            }
            boolean pair = right < observed.size() && pairs(left, right);
            matches.add(pair ? observed.get(right++) : null);
        }
        return matches;
    }

    private boolean pairs(int left, int right) {
        int likeness = likeness(left, right);
        return likeness > 0 && weights[left][right] == likeness + weights[left + 1][right + 1];
    }
}
