package io.headgate.core.plan;

import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the rules that are missing between two others were made by editing which of those that are superfluous there: the pairs that
 * have most in common, in the order of both. Rules that have nothing in common are a pair only where as many are
 * missing as are superfluous; then the change of one is the removal of the other.
 */
final class RuleKinship {

    private static final int SAME_CONDITION = 2;
    private static final int SAME_ACTIONS = 1;

    private final List<Rule> missing;
    private final List<Rule> superfluous;
    private final int[][] best;

    private RuleKinship(List<Rule> missing, List<Rule> superfluous) {
        this.missing = missing;
        this.superfluous = superfluous;
        this.best = new int[missing.size() + 1][superfluous.size() + 1];
    }

    /** The superfluous rule of each missing one that has one, by the index of the latter. */
    static Map<Integer, Rule> pairs(List<Rule> missing, List<Rule> superfluous) {
        RuleKinship kinship = new RuleKinship(missing, superfluous);
        kinship.weigh();
        return kinship.chosen();
    }

    private void weigh() {
        for (int left = missing.size() - 1; left >= 0; left--) {
            for (int right = superfluous.size() - 1; right >= 0; right--) {
                best[left][right] = Math.max(paired(left, right), skipped(left, right));
            }
        }
    }

    private Map<Integer, Rule> chosen() {
        Map<Integer, Rule> pairs = new LinkedHashMap<>();
        int left = 0;
        int right = 0;
        while (left < missing.size() && right < superfluous.size()) {
            if (paired(left, right) == best[left][right] && related(left, right) > 0) {
                pairs.put(left++, superfluous.get(right++));
            } else if (best[left + 1][right] == best[left][right]) {
                left++;
            } else {
                right++;
            }
        }
        return pairs;
    }

    private int paired(int left, int right) {
        return related(left, right) + best[left + 1][right + 1];
    }

    private int skipped(int left, int right) {
        return Math.max(best[left + 1][right], best[left][right + 1]);
    }

    private int related(int left, int right) {
        int common = common(missing.get(left).routing(), superfluous.get(right).routing());
        return missing.size() == superfluous.size() ? common + 1 : common;
    }

    /** Whether one became the other by an edit, as far as anybody can tell, and not by removing the one for the other. */
    static boolean related(RoutingRule one, RoutingRule other) {
        return common(one, other) > 0;
    }

    static int common(RoutingRule one, RoutingRule other) {
        long conditions = one.conditions().stream()
                .filter(condition -> other.conditions().stream().anyMatch(condition::equals))
                .count();
        return SAME_CONDITION * (int) conditions
                + (Normal.sameActions(one.actions(), other.actions()) ? SAME_ACTIONS : 0);
    }
}
