package io.headgate.core.cloud;

import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Targets of target groups in the cloud. Safe for use by many threads. A failed call throws nothing: it yields its failure.
 */
public interface TargetRegistry {

    /** The targets of a group with their health; remembered for a while, and written through by the calls below. */
    Result targets(String targetGroupArn);

    /** As {@link #targets}, but always asks the API. */
    Result freshTargets(String targetGroupArn);

    /** Registers targets; chunks as the API needs it. Empty if all went well. */
    Optional<Failure> register(String targetGroupArn, Collection<Target> targets);

    /** Deregisters targets; a target or group that is gone already is no failure. */
    Optional<Failure> deregister(String targetGroupArn, Collection<Target> targets);

    /**
     * What a target group is, asked each time.
     *
     * @param nameOrArn an ARN if it begins with {@code arn:}, else a name in the cluster's account and region
     */
    Description describe(String nameOrArn);

    /** As {@link #describe}, but remembered for a while. */
    Description remembered(String nameOrArn);

    /** A target group, or why it is not known. */
    sealed interface Description {
        /**
         * @param targetType {@code instance}, {@code ip}, {@code lambda} or {@code alb}
         * @param protocol empty for a Lambda function
         * @param ipAddressType {@code ipv4} or {@code ipv6}
         * @param vpcId empty for a Lambda function
         */
        record Found(String arn, String targetType, String protocol, String ipAddressType, String vpcId)
                implements Description {}

        /** Also when there is no such target group. */
        record Unknown(Failure failure) implements Description {}
    }

    /** Targets, or why they could not be had. */
    sealed interface Result {
        record Targets(List<TargetHealth> targets) implements Result {
            public Targets {
                targets = List.copyOf(targets);
            }
        }

        record Failed(Failure failure) implements Result {}
    }
}
