package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.quota.Quota;

/** What to do when a limit is reached. */
final class QuotaRemedies {
    private static final String RAISE = "ask AWS for a higher limit";

    private QuotaRemedies() {}

    static String of(Quota quota) {
        return switch (quota) {
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
