package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;

/**
 * How many targets a target group may have at most: what the flag says, else the limit of the account if somebody told it. A limit that is
 * only assumed is left to AWS. Safe for use by many threads.
 *
 * @param flag number that the flag gives; 0 for none
 * @param settings limits of the account that are known whatever AWS tells
 * @param cloud asked for what it knows of limits already
 */
public record TargetLimits(int flag, CompilerSettings settings, CloudProvider cloud) {

    /**
     * The most targets; 0 for any number.
     *
     * @param wanted how many there would be; where they are too many the limit of the account is asked for again
     */
    int forTargets(int wanted) {
        if (flag > 0 || settings.awsLimits() == AwsLimits.REPORT) {
            return flag;
        }
        int believed = told(cloud.limits(false));
        return believed > 0 && wanted > believed ? told(cloud.limits(true)) : believed;
    }

    /** Who says so. */
    String source() {
        return flag > 0 ? "--max-targets-per-target-group" : Quota.TARGETS_OF_TARGET_GROUP.key();
    }

    private int told(Limits limits) {
        Limits all = settings.limits(limits);
        return all.knows(Quota.TARGETS_OF_TARGET_GROUP) ? all.of(Quota.TARGETS_OF_TARGET_GROUP) : 0;
    }
}
