package io.headgate.core.settings;

import io.headgate.core.quota.Quota;
import java.util.Map;

/**
 * What the operator is told of quotas.
 *
 * @param limits limits that are known whatever AWS tells
 * @param packRules whether rules of Ingresses that say nothing of it are packed
 * @param shareTargetGroups whether Ingresses that say nothing of it share equal target groups
 */
public record QuotaSettings(Map<Quota, Integer> limits, boolean packRules, boolean shareTargetGroups) {

    /** As aws-load-balancer-controller: nothing is known, packed or shared. */
    public static final QuotaSettings NONE = new QuotaSettings(Map.of(), false, false);

    public QuotaSettings {
        limits = Map.copyOf(limits);
    }
}
