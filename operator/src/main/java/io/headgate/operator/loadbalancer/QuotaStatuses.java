package io.headgate.operator.loadbalancer;

import io.headgate.core.stack.Stack;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.QuotaUse;
import io.headgate.operator.targets.HealthLedger;
import java.util.List;
import java.util.Optional;

/** What the status of a LoadBalancer says of the limits of the account. */
final class QuotaStatuses {

    private QuotaStatuses() {}

    /**
     * How much of each limit a group uses, targets as they were seen last. What all groups share is no business of one: its status would
     * change with each of the others.
     */
    static List<QuotaUse> after(Deployment deployment, HealthLedger health) {
        Stack observed = deployment.outcome().observed();
        List<Integer> targets = observed.targetGroups().stream()
                .flatMap(group -> Optional.ofNullable(group.arn()).stream())
                .flatMap(arn -> health.of(arn).stream())
                .map(HealthLedger.Health::total)
                .toList();
        return deployment.compilation().ledger().withTargets(targets).uses().stream()
                .filter(use -> !use.quota().ofAccount())
                .map(use -> new QuotaUse(use.quota().key(), use.used(), use.limit()))
                .toList();
    }
}
