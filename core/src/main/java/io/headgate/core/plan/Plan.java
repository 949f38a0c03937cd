package io.headgate.core.plan;

import io.headgate.core.group.GroupId;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.QuotaChange;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.stack.Stack;
import java.util.List;

/** The steps that lead from the observed to the desired stack, in an order in which they may run one after the other. */
public record Plan(GroupId group, List<PlannedStep> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether something is replaced or removed. */
    public boolean destructive() {
        return steps.stream()
                .anyMatch(planned -> planned.risk() == Risk.REPLACEMENT || planned.risk() == Risk.DELETION);
    }

    /** The observed stack after all steps; what was made carries placeholders instead of ARNs. */
    public Stack applyTo(Stack observed) {
        Stack stack = observed;
        for (PlannedStep planned : steps) {
            stack = planned.step().applyTo(stack);
        }
        return stack;
    }

    /** How the steps change what is used of the limits of the account. */
    public List<QuotaChange> quotas(Stack observed, Limits limits) {
        return QuotaLedger.of(applyTo(observed), limits).changesSince(QuotaLedger.of(observed, limits));
    }
}
