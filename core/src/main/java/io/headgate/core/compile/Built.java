package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.SecurityGroupWishes;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What contributions become together.
 *
 * @param rules the rules of the stack with their origin
 * @param remarks what is to be told to members about it
 */
record Built(Stack stack, List<MadeRule> rules, QuotaLedger ledger, List<Remark> remarks) {

    /** Something to tell a member. */
    record Remark(Contribution member, Finding finding) {}

    /** Whoever parts permissions by an assumed limit means it. */
    private static Limits limits(MergedGroup merged) {
        Limits limits = merged.limits();
        return merged.writesSecurityGroupRules(SecurityGroupWishes.SPREAD)
                ? limits.with(Map.of(Quota.SECURITY_GROUPS, limits.of(Quota.SECURITY_GROUPS)))
                : limits;
    }

    static Built of(MergedGroup merged) {
        List<Remark> remarks = new ArrayList<>();
        List<MadeRule> rules = new ArrayList<>();
        Stack stack = StackBuilder.build(
                merged,
                new MergedListeners(merged, (member, finding) -> remarks.add(new Remark(member, finding)), rules::add));
        return new Built(stack, rules, QuotaLedger.of(stack, limits(merged)), remarks);
    }
}
