package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.Quota;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.quota.QuotaUse;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import java.util.List;

/**
 * What a member is told for whom there is no room.
 *
 * @param over the limit, and what would be used of it
 * @param before what is used without the member
 * @param stack what would be made with it
 */
record QuotaRefusal(QuotaUse over, QuotaLedger before, Stack stack) {
    private static final String RAISE = "ask AWS for a higher limit";

    Finding of(Contribution member) {
        return new Finding(
                Finding.Severity.ERROR,
                "Ingress " + member.ingress(),
                field(),
                Finding.QUOTA_EXCEEDED,
                "there is no room for it: without it " + usedBefore() + " of " + over.limit() + " "
                        + over.quota().words() + " are used, with it " + over.used() + " would be" + arithmetic()
                        + " (quota " + over.quota().key() + ")",
                remedy());
    }

    private int usedBefore() {
        return Math.max(
                before.used(over.quota()), before.limits().usedElsewhere().getOrDefault(over.quota(), 0));
    }

    private String field() {
        return over.quota() == Quota.SECURITY_GROUPS ? AnnotationKey.INBOUND_CIDRS.key() : "";
    }

    /** Why it is so many security groups. */
    private String arithmetic() {
        List<SecurityGroup> groups = stack.securityGroups();
        if (over.quota() != Quota.SECURITY_GROUPS || groups.isEmpty()) {
            return "";
        }
        int permissions =
                groups.stream().mapToInt(group -> group.ingress().size()).sum();
        int others = over.used() - groups.size();
        return ": " + permissions + " permissions fill " + groups.size() + " security groups of "
                + before.limits().of(Quota.SECURITY_GROUP_RULES) + (others == 0 ? "" : ", beside the shared one");
    }

    private String remedy() {
        return switch (over.quota()) {
            case RULES ->
                RAISE + ", move the Ingress to another group, or set " + AnnotationKey.RULE_PACKING.key()
                        + " to enabled";
            case TARGET_GROUPS_OF_LOAD_BALANCER, TARGET_GROUPS ->
                RAISE + ", or set " + AnnotationKey.SHARE_TARGET_GROUPS.key()
                        + " to enabled on Ingresses with the same Service";
            case CERTIFICATES -> RAISE + ", use a certificate for several hosts, or move the Ingress to another group";
            case LISTENERS, TARGETS, TARGETS_OF_TARGET_GROUP -> RAISE + ", or move the Ingress to another group";
            case TARGET_GROUPS_OF_ACTION -> "forward to fewer target groups in one action";
            case CONDITION_VALUES, CONDITION_WILDCARDS -> "use fewer values in the conditions of a rule";
            case SECURITY_GROUP_RULES, SECURITY_GROUPS ->
                RAISE + ", use a prefix list, or add merged to " + AnnotationKey.SECURITY_GROUP_RULES.key();
            case LOAD_BALANCERS, NETWORK_LOAD_BALANCERS ->
                RAISE + ", delete load balancers that nobody uses, or put Ingresses into one group";
        };
    }
}
