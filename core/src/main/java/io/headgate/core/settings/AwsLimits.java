package io.headgate.core.settings;

/**
 * What happens to a member that asks for what AWS refuses and what aws-load-balancer-controller does not check: ranges, lengths,
 * characters, counts. What aws-load-balancer-controller refuses itself is always an error.
 */
public enum AwsLimits {
    /** The member is refused before any call, so that it cannot stop its group half-way. */
    REFUSE,
    /** The member is compiled as it is, with a warning. */
    REPORT
}
