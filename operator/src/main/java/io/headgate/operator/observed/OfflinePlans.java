package io.headgate.operator.observed;

import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.quota.Limits;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans for stacks that were compiled from files, against an account that a file describes. Groups of the account that the manifests do
 * not mention are left alone: a folder is rarely all there is. The file says nothing of Kubernetes objects, so a binding counts as
 * present if its target group is.
 */
public final class OfflinePlans {

    private OfflinePlans() {}

    /** @param account empty: nothing exists yet */
    public static List<OfflinePlan> of(
            List<Stack> stacks, Optional<AccountFile> account, Set<String> externalManagedTags, Limits limits) {
        Policy policy = new Policy(
                externalManagedTags,
                Set.of(),
                account.map(AccountFile::backendSecurityGroupId).orElse(null),
                true,
                true);
        List<OfflinePlan> plans = new ArrayList<>();
        for (Stack desired : stacks) {
            Stack observed = account.map(file -> file.observe(desired.group()))
                    .map(stack -> withBindings(stack, desired))
                    .orElse(Stack.empty(desired.group()));
            plans.add(OfflinePlan.of(Planner.plan(desired, observed, policy), observed, limits));
        }
        return plans;
    }

    private static Stack withBindings(Stack observed, Stack desired) {
        List<TargetGroupBinding> bindings = new ArrayList<>();
        for (TargetGroupBinding binding : desired.bindings()) {
            for (TargetGroup group : observed.targetGroups()) {
                String arn = group.arn();
                if (arn != null && group.resource().equals(binding.resource())) {
                    bindings.add(binding.withTargetGroup(new TargetGroupRef.ByArn(arn)));
                }
            }
        }
        return observed.withBindings(bindings);
    }
}
