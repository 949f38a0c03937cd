package io.headgate.operator.loadbalancer;

import io.headgate.crds.loadbalancer.LoadBalancerStatus.QuotaUse;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.TargetGroupHealth;
import java.util.List;

/** What the status of a LoadBalancer says of the limits of the account. */
final class QuotaStatuses {

    private QuotaStatuses() {}

    /**
     * How much of each limit a group uses. What all groups share is no business of one: its status would change with each of the others.
     *
     * @param targets of each target group, as they were seen last
     */
    static List<QuotaUse> after(Deployment deployment, List<TargetGroupHealth> targets) {
        List<Integer> totals = targets.stream().map(TargetGroupHealth::total).toList();
        return deployment.compilation().ledger().withTargets(totals).uses().stream()
                .filter(use -> !use.quota().ofAccount())
                .map(use -> new QuotaUse(use.quota().key(), use.used(), use.limit()))
                .toList();
    }
}
