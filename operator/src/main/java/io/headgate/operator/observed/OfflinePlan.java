package io.headgate.operator.observed;

import io.headgate.core.plan.Plan;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.QuotaChange;
import io.headgate.core.stack.Stack;
import java.util.List;

/**
 * A plan that was made from files.
 *
 * @param quotas what it changes of what is used of the limits of the account
 */
public record OfflinePlan(Plan plan, List<QuotaChange> quotas) {

    public OfflinePlan {
        quotas = List.copyOf(quotas);
    }

    /** @param observed what the plan begins with */
    public static OfflinePlan of(Plan plan, Stack observed, Limits limits) {
        return new OfflinePlan(plan, plan.quotas(observed, limits));
    }
}
